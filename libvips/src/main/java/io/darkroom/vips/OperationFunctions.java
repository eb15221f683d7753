package io.darkroom.vips;

import static io.darkroom.vips.Native.DOUBLE;
import static io.darkroom.vips.Native.INT;
import static io.darkroom.vips.Native.POINTER;
import static io.darkroom.vips.Native.SIZE_T;
import static java.lang.foreign.MemorySegment.NULL;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// The C functions that make an image from another, measure one, or encode one.
final class OperationFunctions {

    private static final int VIPS_SIZE_DOWN = 2;

    private static final MemorySegment HEIGHT = Native.constant("height");
    private static final MemorySegment SIZE = Native.constant("size");
    private static final MemorySegment INPUT_PROFILE = Native.constant("input_profile");
    private static final MemorySegment OUTPUT_PROFILE = Native.constant("output_profile");
    private static final MemorySegment N = Native.constant("n");

    private static final MethodHandle THUMBNAIL_IMAGE = Native.variadic(
            "vips_thumbnail_image",
            3,
            POINTER,
            POINTER,
            INT,
            POINTER,
            INT,
            POINTER,
            INT,
            POINTER,
            POINTER,
            POINTER,
            POINTER,
            POINTER);
    private static final MethodHandle EXTRACT_BAND =
            Native.variadic("vips_extract_band", 3, POINTER, POINTER, INT, POINTER, INT, POINTER);
    private static final MethodHandle MIN = Native.variadic("vips_min", 2, POINTER, POINTER, POINTER);
    private static final MethodHandle WRITE_TO_BUFFER =
            Native.variadic("vips_image_write_to_buffer", 4, POINTER, POINTER, POINTER, POINTER, POINTER);
    private static final MethodHandle FREE = Native.procedure("g_free", POINTER);

    private OperationFunctions() {}

    // int vips_thumbnail_image(VipsImage *in, VipsImage **out, int width, ...)
    static MemorySegment thumbnailImage(
            MemorySegment in, int sidePx, @Nullable String inputProfile, @Nullable String outputProfile)
            throws VipsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = inputProfile == null ? NULL : arena.allocateFrom(inputProfile);
            MemorySegment to = outputProfile == null ? NULL : arena.allocateFrom(outputProfile);
            return Native.newObject("vips_thumbnail_image", out -> (int) THUMBNAIL_IMAGE.invokeExact(
                    in,
                    out,
                    sidePx,
                    HEIGHT,
                    sidePx,
                    SIZE,
                    VIPS_SIZE_DOWN,
                    INPUT_PROFILE,
                    from,
                    OUTPUT_PROFILE,
                    to,
                    NULL));
        }
    }

    // int vips_extract_band(VipsImage *in, VipsImage **out, int band, ...)
    static MemorySegment extractBand(MemorySegment in, int first, int count) throws VipsException {
        return Native.newObject(
                "vips_extract_band", out -> (int) EXTRACT_BAND.invokeExact(in, out, first, N, count, NULL));
    }

    // int vips_min(VipsImage *in, double *out, ...)
    static double min(MemorySegment in) throws VipsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(DOUBLE);
            Native.check("vips_min", () -> (int) MIN.invokeExact(in, out, NULL));
            return out.get(DOUBLE, 0);
        }
    }

    // int vips_image_write_to_buffer(VipsImage *in, const char *suffix, void **buf, size_t *size, ...): the buffer is
    // the caller's to free
    // void g_free(gpointer mem)
    static byte[] writeToBuffer(MemorySegment image, String suffix) throws VipsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment format = arena.allocateFrom(suffix);
            MemorySegment buffer = arena.allocate(POINTER);
            MemorySegment size = arena.allocate(SIZE_T);
            Native.check("vips_image_write_to_buffer", () ->
                    (int) WRITE_TO_BUFFER.invokeExact(image, format, buffer, size, NULL));
            MemorySegment encoded = buffer.get(POINTER, 0);
            byte[] bytes = encoded.reinterpret(size.get(SIZE_T, 0)).toArray(ValueLayout.JAVA_BYTE);
            Native.call(() -> {
                FREE.invokeExact(encoded);
                return 0;
            });
            return bytes;
        }
    }
}
