package io.darkroom.processors.onnx;

import io.darkroom.processors.onnx.OnnxSettings.Normalisation;
import java.nio.FloatBuffer;

/// How a model wants its picture: one, of three channels.
///
/// @param areChannelsFirst whether a whole channel stands before the next (NCHW), or the channels of
///     each pixel side by side (NHWC)
record InputLayout(boolean areChannelsFirst, int widthPx, int heightPx) {

    private static final int CHANNELS = 3;

    /// @param shape the model's; -1 for a side that it leaves open
    /// @param openSidePx what such a side becomes
    /// @throws IllegalArgumentException if no picture of three channels fits it
    static InputLayout of(long[] shape, int openSidePx) {
        if (shape.length != 4 || shape[0] > 1 || (shape[1] != CHANNELS && shape[3] != CHANNELS)) {
            throw new IllegalArgumentException("the model's input is not one picture of three channels");
        }
        boolean first = shape[1] == CHANNELS;
        return new InputLayout(first, side(shape[first ? 3 : 2], openSidePx), side(shape[first ? 2 : 1], openSidePx));
    }

    private static int side(long px, int openSidePx) {
        return px > 0 ? Math.toIntExact(px) : openSidePx;
    }

    long[] shape() {
        return areChannelsFirst
                ? new long[] {1, CHANNELS, heightPx, widthPx}
                : new long[] {1, heightPx, widthPx, CHANNELS};
    }

    /// The model's input.
    ///
    /// @param pixels of exactly this size, sRGB or grey, with or without alpha; what is transparent becomes
    ///     white
    FloatBuffer tensor(byte[] pixels, int bands, Normalisation normalisation) {
        int count = widthPx * heightPx;
        float[] tensor = new float[CHANNELS * count];
        boolean isAlphaThere = bands == 2 || bands == 4;
        for (int pixel = 0; pixel < count; pixel++) {
            int at = pixel * bands;
            int alpha = isAlphaThere ? Byte.toUnsignedInt(pixels[at + bands - 1]) : 255;
            for (int channel = 0; channel < CHANNELS; channel++) {
                int value = Byte.toUnsignedInt(pixels[bands < CHANNELS ? at : at + channel]);
                int shown = (value * alpha + 255 * (255 - alpha)) / 255;
                int index = areChannelsFirst ? channel * count + pixel : pixel * CHANNELS + channel;
                tensor[index] = normalisation.apply(channel, shown);
            }
        }
        return FloatBuffer.wrap(tensor);
    }
}
