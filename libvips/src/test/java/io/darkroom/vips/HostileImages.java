package io.darkroom.vips;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Small files that claim to be huge images.
public final class HostileImages {

    private HostileImages() {}

    /// A PNG whose header says this size and whose pixels are those of a tiny image.
    ///
    /// @param interlaced whether the decoder would have to hold it whole
    public static byte[] pngClaiming(int width, int height, boolean interlaced) {
        var png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        png.writeBytes(pngChunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, (byte) (interlaced ? 1 : 0)})
                        .array()));
        png.writeBytes(pngChunk("IDAT", deflated(new byte[100_000])));
        png.writeBytes(pngChunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    /// A GIF whose screen and one frame say this size.
    public static byte[] gifClaiming(int width, int height) {
        return ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) width)
                .putShort((short) height)
                .put(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1})
                .put((byte) 0x2c)
                .putInt(0)
                .putShort((short) width)
                .putShort((short) height)
                .put((byte) 0)
                .put(new byte[] {2, 2, 0x44, 1, 0, 0x3b})
                .array();
    }

    /// A lossless WebP of 32 bytes that says it is 16,383 pixels wide and high, the most there can be.
    public static byte[] webpClaiming268Megapixels() {
        return ByteBuffer.allocate(32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(24)
                .put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
                .putInt(12)
                .put((byte) 0x2f)
                .putInt(16_382 << 14 | 16_382) // each less one
                .array();
    }

    private static byte[] pngChunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data);
        var crc = new CRC32();
        crc.update(chunk.array(), 4, data.length + 4);
        return chunk.putInt((int) crc.getValue()).array();
    }

    private static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 64];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }
}
