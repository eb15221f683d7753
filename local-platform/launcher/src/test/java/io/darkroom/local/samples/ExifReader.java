package io.darkroom.local.samples;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads and obeys an Exif orientation as the standard's table says it ("the 0th row is at the visual top..."), with
/// nothing in common with the code under test.
final class ExifReader {

    private static final int APP1 = 0xe1;
    private static final int TAG_ORIENTATION = 0x0112;

    private ExifReader() {}

    static int orientation(byte[] jpeg) {
        ByteBuffer segments = ByteBuffer.wrap(jpeg).position(2);
        while ((segments.getShort() & 0xffff) != (0xff00 | APP1)) {
            segments.position(segments.position() + segments.getShort(segments.position()));
        }
        ByteBuffer exif = segments.slice(segments.position() + 2, segments.getShort(segments.position()) - 2);
        byte[] name = new byte[6];
        exif.get(name);
        if (!new String(name, StandardCharsets.US_ASCII).equals("Exif\0\0")) {
            throw new AssertionError("not Exif");
        }
        return orientationOf(exif.slice());
    }

    private static int orientationOf(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int directory = tiff.getInt(4);
        for (int field = 0; field < tiff.getShort(directory); field++) {
            int at = directory + 2 + 12 * field;
            if ((tiff.getShort(at) & 0xffff) == TAG_ORIENTATION) {
                return tiff.getShort(at + 8);
            }
        }
        throw new AssertionError("no orientation");
    }

    static BufferedImage show(BufferedImage stored, int orientation) {
        int width = stored.getWidth();
        int height = stored.getHeight();
        boolean turned = orientation >= 5;
        BufferedImage shown =
                new BufferedImage(turned ? height : width, turned ? width : height, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int right = width - 1 - column;
                int bottom = height - 1 - row;
                int x = switch (orientation) {
                    case 1, 4 -> column;
                    case 2, 3 -> right;
                    case 5, 8 -> row;
                    default -> bottom;
                };
                int y = switch (orientation) {
                    case 1, 2 -> row;
                    case 3, 4 -> bottom;
                    case 5, 6 -> column;
                    default -> right;
                };
                shown.setRGB(x, y, stored.getRGB(column, row));
            }
        }
        return shown;
    }
}
