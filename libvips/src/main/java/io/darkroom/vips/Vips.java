package io.darkroom.vips;

import java.util.concurrent.atomic.AtomicBoolean;

/// The library as a whole: its start and its settings for images that strangers sent.
///
/// - one thread per image: parallelism is across images;
/// - no operation cache: a cached load would point at memory that was given back;
/// - only the loaders that [VipsLoader] names can run, whatever an image claims to be.
public final class Vips {

    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private Vips() {}

    /// Loads and sets up the library, once per process. Everything in this package does it by itself; calling it early
    /// takes the time
    /// (20 to 100 ms) before the first image.
    ///
    /// @throws IllegalStateException if there is no library; the message says where it was looked for
    public static synchronized void start() {
        if (STARTED.get()) {
            return;
        }
        VipsLibrary.locate();
        // libvips writes warnings about images to stderr, as many as an image likes.
        ProcessFunctions.setenv("VIPS_WARNING", "1", true);
        if (ProcessFunctions.init("darkroom") != 0) {
            throw new IllegalStateException("libvips did not start", VipsException.of("vips_init"));
        }
        ProcessFunctions.concurrencySet(1);
        ProcessFunctions.cacheSetMax(0);
        ProcessFunctions.blockUntrustedSet(true);
        ProcessFunctions.operationBlockSet("VipsForeignLoad", true);
        for (VipsLoader loader : VipsLoader.values()) {
            ProcessFunctions.operationBlockSet(loader.operation(), false);
        }
        STARTED.set(true);
    }

    /// The library's version, for example `8.18.7`.
    public static String version() {
        start();
        return ProcessFunctions.versionString();
    }

    /// Bytes of pixels that the library holds now.
    public static long heldPixelBytes() {
        start();
        return ProcessFunctions.trackedGetMem();
    }
}
