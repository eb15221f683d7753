package io.darkroom.system;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Makes the images that tests send; each seed gives another image, the same each time.
final class TestImages {

    private static final int TRUNCATED_LENGTH_BYTES = 300;
    private static final int BOMB_SIDE_PX = 60_000;

    private TestImages() {}

    static byte[] jpeg(long seed) {
        return encode(picture(seed, 320, 240), "jpg");
    }

    static byte[] png(long seed) {
        return encode(picture(seed, 200, 300), "png");
    }

    /// A TIFF of light stripes on a dark ground.
    ///
    /// @param across rather than down
    static byte[] stripes(long seed, boolean across) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(new Color(200 + random.nextInt(56), 200 + random.nextInt(56), 200 + random.nextInt(56)));
        for (int at = random.nextInt(30); at < 300; at += 40) {
            canvas.fillRect(across ? 0 : at, across ? at : 0, across ? 300 : 20, across ? 20 : 300);
        }
        canvas.dispose();
        return encode(image, "tiff");
    }

    /// A JPEG with a comment at its beginning.
    static byte[] jpegWithComment(long seed, String comment) {
        byte[] jpeg = jpeg(seed);
        byte[] text = comment.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(jpeg.length + 4 + text.length)
                .put(jpeg, 0, 2)
                .putShort((short) 0xfffe)
                .putShort((short) (text.length + 2))
                .put(text)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /// A JPEG whose data end long before its picture does.
    static byte[] corrupt(long seed) {
        return Arrays.copyOf(encode(picture(seed, 320, 240), "jpg"), TRUNCATED_LENGTH_BYTES + (int) (seed % 100));
    }

    /// A PNG of a few bytes whose header claims 3,600 megapixels. The seed makes each one's bytes different.
    static byte[] bomb(long seed) {
        ByteBuffer header = ByteBuffer.allocate(13)
                .putInt(BOMB_SIDE_PX)
                .putInt(BOMB_SIDE_PX)
                .put(new byte[] {8, 2, 0, 0, 0});
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        png.writeBytes(chunk("IHDR", header.array()));
        png.writeBytes(chunk("tEXt", ("Comment\0" + seed).getBytes(StandardCharsets.ISO_8859_1)));
        png.writeBytes(chunk("IDAT", new byte[] {0x78, (byte) 0x9c, 0x63, 0, 0, 0, 1, 0, 1}));
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    private static BufferedImage picture(long seed, int widthPx, int heightPx) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setPaint(new GradientPaint(0, 0, colour(random), widthPx, heightPx, colour(random)));
        canvas.fillRect(0, 0, widthPx, heightPx);
        for (int shape = 0; shape < 25; shape++) {
            canvas.setColor(colour(random));
            canvas.fillOval(random.nextInt(widthPx), random.nextInt(heightPx), random.nextInt(90), random.nextInt(90));
        }
        canvas.dispose();
        return image;
    }

    private static Color colour(Random random) {
        return new Color(random.nextInt(0x1000000));
    }

    private static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }
}
