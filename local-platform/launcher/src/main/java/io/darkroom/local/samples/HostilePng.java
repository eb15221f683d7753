package io.darkroom.local.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A few bytes that claim to be a picture of more than a thousand million pixels: a decoder that believed them would
/// take gigabytes.
final class HostilePng {

    static final int SIDE_PX = 40_000;

    private HostilePng() {}

    static byte[] bomb() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(SIDE_PX).putInt(SIDE_PX);
        // 8 bits a channel, red, green and blue, the only methods there are, not interlaced.
        header.put(new byte[] {8, 2, 0, 0, 0});
        chunk(png, "IHDR", header.array());
        chunk(png, "IDAT", deflated(new byte[1 + 3 * SIDE_PX]));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
        byte[] typed = ByteBuffer.allocate(4 + content.length)
                .put(type.getBytes(ISO_8859_1))
                .put(content)
                .array();
        CRC32 checksum = new CRC32();
        checksum.update(typed);
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        png.writeBytes(typed);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }

    private static byte[] deflated(byte[] content) {
        byte[] buffer = new byte[content.length];
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(content);
            deflater.finish();
            return Arrays.copyOf(buffer, deflater.deflate(buffer));
        }
    }
}
