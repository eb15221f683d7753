package io.darkroom.vips;

import static io.darkroom.vips.Native.INT;
import static io.darkroom.vips.Native.POINTER;
import static io.darkroom.vips.Native.SIZE_T;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The C functions that read an image's header, and those that own its memory.
final class ImageFunctions {

    private static final int VIPS_FORMAT_UCHAR = 0;

    private static final MethodHandle GET_WIDTH = Native.function("vips_image_get_width", INT, POINTER);
    private static final MethodHandle GET_HEIGHT = Native.function("vips_image_get_height", INT, POINTER);
    private static final MethodHandle GET_BANDS = Native.function("vips_image_get_bands", INT, POINTER);
    private static final MethodHandle GET_ORIENTATION = Native.function("vips_image_get_orientation", INT, POINTER);
    private static final MethodHandle GET_INTERPRETATION =
            Native.function("vips_image_get_interpretation", INT, POINTER);
    private static final MethodHandle HASALPHA = Native.function("vips_image_hasalpha", INT, POINTER);
    private static final MethodHandle GET_TYPEOF = Native.function("vips_image_get_typeof", SIZE_T, POINTER, POINTER);
    private static final MethodHandle GET_BLOB =
            Native.function("vips_image_get_blob", INT, POINTER, POINTER, POINTER, POINTER);
    private static final MethodHandle GET_FORMAT = Native.function("vips_image_get_format", INT, POINTER);
    private static final MethodHandle GET_INT = Native.function("vips_image_get_int", INT, POINTER, POINTER, POINTER);
    private static final MethodHandle GET_STRING =
            Native.function("vips_image_get_string", INT, POINTER, POINTER, POINTER);
    private static final MethodHandle SET_INT = Native.procedure("vips_image_set_int", POINTER, POINTER, INT);
    private static final MethodHandle FORMAT_SIZEOF = Native.function("vips_format_sizeof", SIZE_T, INT);
    private static final MethodHandle NEW_FROM_MEMORY =
            Native.function("vips_image_new_from_memory", POINTER, POINTER, SIZE_T, INT, INT, INT, INT);
    private static final MethodHandle COPY_MEMORY = Native.function("vips_image_copy_memory", POINTER, POINTER);
    private static final MethodHandle UNREF = Native.procedure("g_object_unref", POINTER);
    private static final MethodHandle INTERPRETATION_GET_TYPE = Native.function("vips_interpretation_get_type", SIZE_T);
    private static final MethodHandle ENUM_NICK = Native.function("vips_enum_nick", POINTER, SIZE_T, INT);

    private ImageFunctions() {}

    // int vips_image_get_width(const VipsImage *image)
    static int getWidth(MemorySegment image) {
        return getInt(GET_WIDTH, image);
    }

    // int vips_image_get_height(const VipsImage *image)
    static int getHeight(MemorySegment image) {
        return getInt(GET_HEIGHT, image);
    }

    // int vips_image_get_bands(const VipsImage *image)
    static int getBands(MemorySegment image) {
        return getInt(GET_BANDS, image);
    }

    // int vips_image_get_orientation(VipsImage *image)
    static int getOrientation(MemorySegment image) {
        return getInt(GET_ORIENTATION, image);
    }

    // gboolean vips_image_hasalpha(VipsImage *image)
    static boolean hasalpha(MemorySegment image) {
        return getInt(HASALPHA, image) != 0;
    }

    // VipsInterpretation vips_image_get_interpretation(const VipsImage *image)
    // GType vips_interpretation_get_type(void)
    // const char *vips_enum_nick(GType enm, int value)
    static String getInterpretation(MemorySegment image) {
        int interpretation = getInt(GET_INTERPRETATION, image);
        try {
            long type = (long) INTERPRETATION_GET_TYPE.invokeExact();
            return Native.text((MemorySegment) ENUM_NICK.invokeExact(type, interpretation));
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // GType vips_image_get_typeof(const VipsImage *image, const char *name): 0 if there is no such
    // field
    static boolean hasField(MemorySegment image, MemorySegment name) {
        try {
            return (long) GET_TYPEOF.invokeExact(image, name) != 0;
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // int vips_image_get_blob(const VipsImage *image, const char *name, const void **data, size_t
    // *length): data stays
    // the image's
    static byte[] getBlob(MemorySegment image, MemorySegment name) throws VipsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(POINTER);
            MemorySegment length = arena.allocate(SIZE_T);
            Native.check("vips_image_get_blob", () -> (int) GET_BLOB.invokeExact(image, name, data, length));
            return data.get(POINTER, 0).reinterpret(length.get(SIZE_T, 0)).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    // VipsBandFormat vips_image_get_format(const VipsImage *image)
    // guint64 vips_format_sizeof(VipsBandFormat format): bytes of one channel of a pixel
    static int getFormatSize(MemorySegment image) {
        int format = getInt(GET_FORMAT, image);
        try {
            return (int) (long) FORMAT_SIZEOF.invokeExact(format);
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // int vips_image_get_int(const VipsImage *image, const char *name, int *out)
    static int getInt(MemorySegment image, MemorySegment name) throws VipsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(INT);
            Native.check("vips_image_get_int", () -> (int) GET_INT.invokeExact(image, name, out));
            return out.get(INT, 0);
        }
    }

    // int vips_image_get_string(const VipsImage *image, const char *name, const char **out): out stays
    // the image's
    static String getString(MemorySegment image, MemorySegment name) throws VipsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(POINTER);
            Native.check("vips_image_get_string", () -> (int) GET_STRING.invokeExact(image, name, out));
            return Native.text(out.get(POINTER, 0));
        }
    }

    // void vips_image_set_int(VipsImage *image, const char *name, int i)
    static void setInt(MemorySegment image, MemorySegment name, int value) {
        try {
            SET_INT.invokeExact(image, name, value);
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // VipsImage *vips_image_new_from_memory(const void *data, size_t size, int width, int height, int
    // bands,
    // VipsBandFormat format): the data stay the caller's
    static MemorySegment newFromMemory(MemorySegment data, int width, int height, int bands) {
        try {
            return (MemorySegment)
                    NEW_FROM_MEMORY.invokeExact(data, data.byteSize(), width, height, bands, VIPS_FORMAT_UCHAR);
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // VipsImage *vips_image_copy_memory(VipsImage *image)
    static MemorySegment copyMemory(MemorySegment image) {
        try {
            return (MemorySegment) COPY_MEMORY.invokeExact(image);
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // void g_object_unref(gpointer object)
    static void unref(MemorySegment object) {
        try {
            UNREF.invokeExact(object);
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    private static int getInt(MethodHandle function, MemorySegment image) {
        return Native.call(() -> (int) function.invokeExact(image));
    }
}
