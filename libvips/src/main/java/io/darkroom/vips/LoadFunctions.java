package io.darkroom.vips;

import static io.darkroom.vips.Native.DOUBLE;
import static io.darkroom.vips.Native.INT;
import static io.darkroom.vips.Native.POINTER;
import static io.darkroom.vips.Native.SIZE_T;
import static java.lang.foreign.MemorySegment.NULL;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The C functions that open an encoded image: its header at once, its pixels when they are asked for.
///
/// All read the pixels once from top to bottom, and fail on errors. libvips' own default makes a "good" image of a JPEG
/// that was cut off after
/// its header; failing on truncation alone would let TIFFs that end too early pass, and PNGs with wrong checksums.
final class LoadFunctions {

    private static final int VIPS_ACCESS_SEQUENTIAL = 1;
    private static final int VIPS_FAIL_ON_ERROR = 2;

    private static final MemorySegment ACCESS = Native.constant("access");
    private static final MemorySegment FAIL_ON = Native.constant("fail_on");
    private static final MemorySegment SHRINK = Native.constant("shrink");
    private static final MemorySegment SCALE = Native.constant("scale");

    private static final MethodHandle JPEGLOAD = Native.variadic(
            "vips_jpegload_buffer", 3, POINTER, SIZE_T, POINTER, POINTER, INT, POINTER, INT, POINTER, INT, POINTER);
    private static final MethodHandle WEBPLOAD = Native.variadic(
            "vips_webpload_buffer", 3, POINTER, SIZE_T, POINTER, POINTER, INT, POINTER, INT, POINTER, DOUBLE, POINTER);
    private static final MethodHandle PNGLOAD = plain("vips_pngload_buffer");
    private static final MethodHandle GIFLOAD = plain("vips_gifload_buffer");
    private static final MethodHandle TIFFLOAD = plain("vips_tiffload_buffer");
    private static final MethodHandle HEIFLOAD = plain("vips_heifload_buffer");

    private LoadFunctions() {}

    private static MethodHandle plain(String name) {
        return Native.variadic(name, 3, POINTER, SIZE_T, POINTER, POINTER, INT, POINTER, INT, POINTER);
    }

    // int vips_jpegload_buffer(void *buf, size_t len, VipsImage **out, ...)
    static MemorySegment jpegload(MemorySegment bytes, int shrink) throws VipsException {
        long length = bytes.byteSize();
        return Native.newObject("vips_jpegload_buffer", out -> (int) JPEGLOAD.invokeExact(
                bytes, length, out, ACCESS, VIPS_ACCESS_SEQUENTIAL, FAIL_ON, VIPS_FAIL_ON_ERROR, SHRINK, shrink, NULL));
    }

    // int vips_webpload_buffer(void *buf, size_t len, VipsImage **out, ...)
    static MemorySegment webpload(MemorySegment bytes, double scale) throws VipsException {
        long length = bytes.byteSize();
        return Native.newObject("vips_webpload_buffer", out -> (int) WEBPLOAD.invokeExact(
                bytes, length, out, ACCESS, VIPS_ACCESS_SEQUENTIAL, FAIL_ON, VIPS_FAIL_ON_ERROR, SCALE, scale, NULL));
    }

    // int vips_pngload_buffer(void *buf, size_t len, VipsImage **out, ...)
    static MemorySegment pngload(MemorySegment bytes) throws VipsException {
        return load("vips_pngload_buffer", PNGLOAD, bytes);
    }

    // int vips_gifload_buffer(void *buf, size_t len, VipsImage **out, ...)
    static MemorySegment gifload(MemorySegment bytes) throws VipsException {
        return load("vips_gifload_buffer", GIFLOAD, bytes);
    }

    // int vips_tiffload_buffer(void *buf, size_t len, VipsImage **out, ...)
    static MemorySegment tiffload(MemorySegment bytes) throws VipsException {
        return load("vips_tiffload_buffer", TIFFLOAD, bytes);
    }

    // int vips_heifload_buffer(void *buf, size_t len, VipsImage **out, ...)
    static MemorySegment heifload(MemorySegment bytes) throws VipsException {
        return load("vips_heifload_buffer", HEIFLOAD, bytes);
    }

    private static MemorySegment load(String name, MethodHandle function, MemorySegment bytes) throws VipsException {
        long length = bytes.byteSize();
        return Native.newObject(name, out -> (int) function.invokeExact(
                bytes, length, out, ACCESS, VIPS_ACCESS_SEQUENTIAL, FAIL_ON, VIPS_FAIL_ON_ERROR, NULL));
    }
}
