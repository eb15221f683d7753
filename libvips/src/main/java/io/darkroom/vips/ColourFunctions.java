package io.darkroom.vips;

import static io.darkroom.vips.Native.DOUBLE;
import static io.darkroom.vips.Native.INT;
import static io.darkroom.vips.Native.POINTER;
import static java.lang.foreign.MemorySegment.NULL;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The C functions that do arithmetic on the channels of pixels.
final class ColourFunctions {

    private static final int VIPS_INTERPRETATION_B_W = 1;
    private static final int VIPS_INTERPRETATION_SRGB = 22;

    private static final MemorySegment INTERPRETATION = Native.constant("interpretation");
    private static final MemorySegment N = Native.constant("n");
    private static final MemorySegment UCHAR = Native.constant("uchar");

    private static final MethodHandle EXTRACT_BAND =
            Native.variadic("vips_extract_band", 3, POINTER, POINTER, INT, POINTER, INT, POINTER);
    private static final MethodHandle BANDJOIN2 =
            Native.variadic("vips_bandjoin2", 3, POINTER, POINTER, POINTER, POINTER);
    private static final MethodHandle INVERT = Native.variadic("vips_invert", 2, POINTER, POINTER, POINTER);
    private static final MethodHandle MULTIPLY =
            Native.variadic("vips_multiply", 3, POINTER, POINTER, POINTER, POINTER);
    private static final MethodHandle LINEAR1 =
            Native.variadic("vips_linear1", 4, POINTER, POINTER, DOUBLE, DOUBLE, POINTER, INT, POINTER);
    private static final MethodHandle COPY = Native.variadic("vips_copy", 2, POINTER, POINTER, POINTER, INT, POINTER);

    private ColourFunctions() {}

    // int vips_extract_band(VipsImage *in, VipsImage **out, int band, ...)
    static MemorySegment extractBand(MemorySegment in, int first, int count) throws VipsException {
        return Native.newObject(
                "vips_extract_band", out -> (int) EXTRACT_BAND.invokeExact(in, out, first, N, count, NULL));
    }

    // int vips_bandjoin2(VipsImage *in1, VipsImage *in2, VipsImage **out, ...)
    static MemorySegment bandjoin2(MemorySegment in1, MemorySegment in2) throws VipsException {
        return Native.newObject("vips_bandjoin2", out -> (int) BANDJOIN2.invokeExact(in1, in2, out, NULL));
    }

    // int vips_invert(VipsImage *in, VipsImage **out, ...)
    static MemorySegment invert(MemorySegment in) throws VipsException {
        return Native.newObject("vips_invert", out -> (int) INVERT.invokeExact(in, out, NULL));
    }

    // int vips_multiply(VipsImage *left, VipsImage *right, VipsImage **out, ...)
    static MemorySegment multiply(MemorySegment left, MemorySegment right) throws VipsException {
        return Native.newObject("vips_multiply", out -> (int) MULTIPLY.invokeExact(left, right, out, NULL));
    }

    // int vips_linear1(VipsImage *in, VipsImage **out, double a, double b, ...): a × in + b, here cut
    // to 8 bits
    static MemorySegment linear1(MemorySegment in, double a, double b) throws VipsException {
        return Native.newObject("vips_linear1", out -> (int) LINEAR1.invokeExact(in, out, a, b, UCHAR, 1, NULL));
    }

    // int vips_copy(VipsImage *in, VipsImage **out, ...): the same pixels, here under another name
    static MemorySegment copyAsSrgb(MemorySegment in) throws VipsException {
        return copy(in, VIPS_INTERPRETATION_SRGB);
    }

    static MemorySegment copyAsGrey(MemorySegment in) throws VipsException {
        return copy(in, VIPS_INTERPRETATION_B_W);
    }

    private static MemorySegment copy(MemorySegment in, int interpretation) throws VipsException {
        return Native.newObject(
                "vips_copy", out -> (int) COPY.invokeExact(in, out, INTERPRETATION, interpretation, NULL));
    }
}
