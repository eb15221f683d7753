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

/// The C functions that make an image of another size, measure one, encode one, or take its pixels out.
final class OperationFunctions {

    /// Never larger, in the image's own shape.
    static final int VIPS_SIZE_DOWN = 2;
    /// Exactly this size.
    static final int VIPS_SIZE_FORCE = 3;

    private static final int VIPS_INTERESTING_ATTENTION = 3;

    private static final MemorySegment HEIGHT = Native.constant("height");
    private static final MemorySegment SIZE = Native.constant("size");
    private static final MemorySegment INPUT_PROFILE = Native.constant("input_profile");
    private static final MemorySegment OUTPUT_PROFILE = Native.constant("output_profile");
    private static final MemorySegment INTERESTING = Native.constant("interesting");

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
    private static final MethodHandle SMARTCROP =
            Native.variadic("vips_smartcrop", 4, POINTER, POINTER, INT, INT, POINTER, INT, POINTER);
    private static final MethodHandle MIN = Native.variadic("vips_min", 2, POINTER, POINTER, POINTER);
    private static final MethodHandle WRITE_TO_BUFFER =
            Native.variadic("vips_image_write_to_buffer", 4, POINTER, POINTER, POINTER, POINTER, POINTER);
    private static final MethodHandle WRITE_TO_MEMORY =
            Native.function("vips_image_write_to_memory", POINTER, POINTER, POINTER);
    private static final MethodHandle FREE = Native.procedure("g_free", POINTER);

    private OperationFunctions() {}

    // int vips_thumbnail_image(VipsImage *in, VipsImage **out, int width, ...)
    static MemorySegment thumbnailImage(
            MemorySegment in, Frame frame, @Nullable String inputProfile, @Nullable String outputProfile)
            throws VipsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = inputProfile == null ? NULL : arena.allocateFrom(inputProfile);
            MemorySegment to = outputProfile == null ? NULL : arena.allocateFrom(outputProfile);
            return Native.newObject("vips_thumbnail_image", out -> (int) THUMBNAIL_IMAGE.invokeExact(
                    in,
                    out,
                    frame.widthPx(),
                    HEIGHT,
                    frame.heightPx(),
                    SIZE,
                    frame.size(),
                    INPUT_PROFILE,
                    from,
                    OUTPUT_PROFILE,
                    to,
                    NULL));
        }
    }

    /// What a thumbnail is fitted into.
    ///
    /// @param size how; a `VIPS_SIZE_…`
    record Frame(int widthPx, int heightPx, int size) {}

    // int vips_smartcrop(VipsImage *in, VipsImage **out, int width, int height, ...)
    static MemorySegment smartcrop(MemorySegment in, int width, int height) throws VipsException {
        return Native.newObject("vips_smartcrop", out ->
                (int) SMARTCROP.invokeExact(in, out, width, height, INTERESTING, VIPS_INTERESTING_ATTENTION, NULL));
    }

    // int vips_min(VipsImage *in, double *out, ...)
    static double min(MemorySegment in) throws VipsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(DOUBLE);
            Native.check("vips_min", () -> (int) MIN.invokeExact(in, out, NULL));
            return out.get(DOUBLE, 0);
        }
    }

    // int vips_image_write_to_buffer(VipsImage *in, const char *suffix, void **buf, size_t *size,
    // ...): the buffer is
    // the caller's to free
    static byte[] writeToBuffer(MemorySegment image, String suffix) throws VipsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment format = arena.allocateFrom(suffix);
            MemorySegment buffer = arena.allocate(POINTER);
            MemorySegment size = arena.allocate(SIZE_T);
            Native.check("vips_image_write_to_buffer", () ->
                    (int) WRITE_TO_BUFFER.invokeExact(image, format, buffer, size, NULL));
            return taken(buffer.get(POINTER, 0), size.get(SIZE_T, 0));
        }
    }

    // void *vips_image_write_to_memory(VipsImage *in, size_t *size): the buffer is the caller's to free
    static byte[] writeToMemory(MemorySegment image) throws VipsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(SIZE_T);
            MemorySegment pixels = (MemorySegment) WRITE_TO_MEMORY.invokeExact(image, size);
            if (pixels.address() == 0) {
                throw VipsException.of("vips_image_write_to_memory");
            }
            return taken(pixels, size.get(SIZE_T, 0));
        } catch (VipsException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // void g_free(gpointer mem)
    private static byte[] taken(MemorySegment buffer, long length) {
        byte[] bytes = buffer.reinterpret(length).toArray(ValueLayout.JAVA_BYTE);
        Native.call(() -> {
            FREE.invokeExact(buffer);
            return 0;
        });
        return bytes;
    }
}
