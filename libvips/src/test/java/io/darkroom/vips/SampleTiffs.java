package io.darkroom.vips;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// TIFFs that few programs write.
public final class SampleTiffs {

    private static final int HEADER = 8;
    private static final int ENTRIES = 12;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    private SampleTiffs() {}

    /// Luma and chroma, uncompressed, in one strip (TIFF 6.0, section 21).
    ///
    /// @param subsampling 1, or 2 for chroma of half the width and height; then these must be even
    public static byte[] ycbcr(BufferedImage image, int subsampling) {
        return ycbcr(image, subsampling, 299, 1000);
    }

    /// The same with coefficients for luma that make no sense: divided by zero.
    public static byte[] ycbcrWithBadCoefficients(BufferedImage image) {
        return ycbcr(image, 1, 1, 0);
    }

    private static byte[] ycbcr(BufferedImage image, int subsampling, int redShare, int whole) {
        byte[] pixels = units(image, subsampling);
        int bits = HEADER + 2 + ENTRIES * 12 + 4;
        int coefficients = bits + 6;
        int data = coefficients + 24;
        ByteBuffer tiff = ByteBuffer.allocate(data + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(HEADER);
        tiff.putShort((short) ENTRIES);
        entry(tiff, 256, LONG, 1, image.getWidth());
        entry(tiff, 257, LONG, 1, image.getHeight());
        entry(tiff, 258, SHORT, 3, bits);
        entry(tiff, 259, SHORT, 1, 1);
        entry(tiff, 262, SHORT, 1, 6);
        entry(tiff, 273, LONG, 1, data);
        entry(tiff, 277, SHORT, 1, 3);
        entry(tiff, 278, LONG, 1, image.getHeight());
        entry(tiff, 279, LONG, 1, pixels.length);
        entry(tiff, 284, SHORT, 1, 1);
        entry(tiff, 529, RATIONAL, 3, coefficients);
        entry(tiff, 530, SHORT, 2, subsampling << 16 | subsampling);
        tiff.putInt(0);
        tiff.putShort((short) 8).putShort((short) 8).putShort((short) 8);
        tiff.putInt(redShare).putInt(whole).putInt(587).putInt(1000).putInt(114).putInt(1000);
        return tiff.put(pixels).array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    // A unit is the lumas of a square of pixels, then one pair of chromas.
    private static byte[] units(BufferedImage image, int subsampling) {
        var bytes = new ByteArrayOutputStream();
        for (int top = 0; top < image.getHeight(); top += subsampling) {
            for (int left = 0; left < image.getWidth(); left += subsampling) {
                double blue = 0;
                double red = 0;
                for (int i = 0; i < subsampling * subsampling; i++) {
                    Color colour = new Color(image.getRGB(left + i % subsampling, top + i / subsampling));
                    double luma = 0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue();
                    bytes.write((int) Math.round(luma));
                    blue += (colour.getBlue() - luma) / 1.772 / (subsampling * subsampling);
                    red += (colour.getRed() - luma) / 1.402 / (subsampling * subsampling);
                }
                bytes.write((int) Math.round(Math.clamp(blue + 128, 0, 255)));
                bytes.write((int) Math.round(Math.clamp(red + 128, 0, 255)));
            }
        }
        return bytes.toByteArray();
    }
}
