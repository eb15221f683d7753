package io.darkroom.vips;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The bytes of one encoded image, outside the heap, and everything made from them.
///
/// libvips reads these bytes as late as when a derived image is written. So an input owns all images
/// opened from it and made of those: closing it closes them first and then gives the memory back. An
/// input and its images belong to the thread that made it.
public final class VipsInput implements AutoCloseable {

    private final Arena arena;
    private final MemorySegment bytes;
    private final Deque<VipsImage> images = new ArrayDeque<>();

    private VipsInput(Arena arena, MemorySegment bytes) {
        // What an earlier image left behind in passing must not become part of this one's error.
        ProcessFunctions.errorClear();
        this.arena = arena;
        this.bytes = bytes;
    }

    /// Maps a file. It must not become shorter before this is closed: the process would crash.
    ///
    /// @throws IOException if the file cannot be read
    public static VipsInput map(Path file) throws IOException {
        Vips.start();
        Arena arena = Arena.ofConfined();
        try (FileChannel channel = FileChannel.open(file)) {
            return new VipsInput(arena, channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    /// Copies an encoded image out of the heap.
    public static VipsInput copyOf(byte[] encoded) {
        Vips.start();
        Arena arena = Arena.ofConfined();
        return new VipsInput(arena, arena.allocateFrom(ValueLayout.JAVA_BYTE, encoded));
    }

    /// Opens the image with one decoder: reads its header; pixels are decoded when they are needed, once,
    /// from top to bottom.
    ///
    /// @throws VipsException if that decoder cannot read the header
    public VipsImage open(VipsLoader loader) throws VipsException {
        return openReduced(loader, 1);
    }

    /// Opens the image as [#open] does, already reduced if the decoder can do so with less work: JPEG by 2,
    /// 4 or 8, WebP by any factor. It is never reduced by more than the factor.
    ///
    /// @param factor 1 or more
    /// @throws VipsException if that decoder cannot read the header
    public VipsImage openReduced(VipsLoader loader, double factor) throws VipsException {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("an image is reduced by a factor of 1 or more");
        }
        return own(loader.open(bytes, factor));
    }

    /// An image of pixels that libvips did not decode: sRGB, or grey if there is one channel. The pixels
    /// are written outside the heap, at once.
    ///
    /// @param bands 1, or 3, or 4 with alpha
    /// @param orientation the EXIF orientation, 1 to 8
    /// @throws IOException if the source cannot decode them
    public VipsImage ofPixels(int widthPx, int heightPx, int bands, int orientation, PixelSource source)
            throws IOException, VipsException {
        MemorySegment pixels = arena.allocate((long) widthPx * heightPx * bands);
        source.writeTo(pixels.asByteBuffer());
        MemorySegment plain = ImageFunctions.newFromMemory(pixels, widthPx, heightPx, bands);
        if (plain.address() == 0) {
            throw VipsException.of("vips_image_new_from_memory");
        }
        try (VipsImage unnamed = own(plain, null)) {
            return unnamed.named(orientation);
        }
    }

    VipsImage own(MemorySegment pointer) {
        return own(pointer, null);
    }

    VipsImage own(MemorySegment pointer, @Nullable Gamut gamut) {
        VipsImage image = new VipsImage(this, pointer, gamut);
        images.push(image);
        return image;
    }

    void disown(VipsImage image) {
        images.remove(image);
    }

    /// Closes every image of this input that is still open, the last one first, then frees the bytes.
    @Override
    public void close() {
        while (!images.isEmpty()) {
            images.peek().close();
        }
        arena.close();
    }
}
