package io.darkroom.vips;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Small files that unfold to far more than they hold. Those that only claim much are [HostileImages].
public final class Bombs {

    private static final HexFormat HEX = HexFormat.of();

    // One point.
    private static final byte[] WEBP_POINT = HEX.parseHex("2f0000001007101111" + "8888fe0700");

    private static final byte[] EVERY_COEFFICIENT = {1, 63, 0};
    private static final int MOST_BLOCKS_AT_ONCE = 32_767;

    private Bombs() {}

    /// A GIF of so many frames of one point each.
    public static byte[] gifOfFrames(int frames) {
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        gif.writeBytes("GIF89a".getBytes(ISO_8859_1));
        // 1 × 1, in two colours.
        gif.writeBytes(HEX.parseHex("01000100" + "800000" + "000000ffffff"));
        // For a hundredth of a second; all of it; two bits a point.
        byte[] frame = HEX.parseHex("21f9040001000000" + "2c000000000100010000" + "0202440100");
        for (int i = 0; i < frames; i++) {
            gif.writeBytes(frame);
        }
        gif.write(';');
        return gif.toByteArray();
    }

    /// An animated WebP of so many frames of one point each.
    public static byte[] webpOfFrames(int frames) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        // Animated, 1 × 1; white behind, repeated for ever.
        chunks.writeBytes(chunk("VP8X", HEX.parseHex("02000000" + "000000" + "000000")));
        chunks.writeBytes(chunk("ANIM", HEX.parseHex("ffffffff" + "0000")));
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        // At 0, 0; 1 × 1; for 10 milliseconds.
        frame.writeBytes(HEX.parseHex("000000000000" + "000000000000" + "0a0000" + "00"));
        frame.writeBytes(chunk("VP8L", WEBP_POINT));
        byte[] one = chunk("ANMF", frame.toByteArray());
        for (int i = 0; i < frames; i++) {
            chunks.writeBytes(one);
        }
        return riff(chunks.toByteArray());
    }

    /// A progressive grey JPEG whose every scan goes over the whole picture once more, in a few bytes.
    public static byte[] jpegOfScans(int scans, int widthPx, int heightPx) {
        int blocks = ((widthPx + 7) / 8) * ((heightPx + 7) / 8);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.writeBytes(HEX.parseHex("ffd8"));
        byte[] ones = new byte[65];
        Arrays.fill(ones, 1, ones.length, (byte) 1);
        jpeg.writeBytes(segment(0xdb, ones));
        jpeg.writeBytes(segment(
                0xc2,
                ByteBuffer.allocate(9)
                        .put((byte) 8)
                        .putShort((short) heightPx)
                        .putShort((short) widthPx)
                        .put(HEX.parseHex("01011100"))
                        .array()));
        // Means: one bit says that a block is as light as the one before it.
        jpeg.writeBytes(segment(0xc4, HEX.parseHex("00" + "01" + "00".repeat(15) + "00")));
        // Coefficients: two bits and 14 more say for how many blocks there are none.
        jpeg.writeBytes(segment(0xc4, HEX.parseHex("10" + "0001" + "00".repeat(14) + "e0")));
        jpeg.writeBytes(scan(new byte[] {0, 0, 0}, new byte[blocks / 8 + 1]));
        byte[] nothing = HEX.parseHex("3fff00".repeat(blocks / MOST_BLOCKS_AT_ONCE + 1));
        byte[] one = scan(EVERY_COEFFICIENT, nothing);
        for (int i = 1; i < scans; i++) {
            jpeg.writeBytes(one);
        }
        jpeg.writeBytes(HEX.parseHex("ffd9"));
        return jpeg.toByteArray();
    }

    /// A PNG with a text of so many letters, packed, and after it one grey point.
    public static byte[] pngWithText(int letters) {
        return png("zTXt", join("Comment\0\0".getBytes(ISO_8859_1), deflated(new byte[letters])));
    }

    /// A PNG with a colour profile of so many bytes, packed, and after it one grey point.
    public static byte[] pngWithProfile(int bytes) {
        return png("iCCP", join("profile\0\0".getBytes(ISO_8859_1), deflated(new byte[bytes])));
    }

    /// A TIFF of one grey point whose directory names itself as the next.
    public static byte[] tiffThatGoesInCircles() {
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 9 * 12 + 4 + 1).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) 9);
        int pixelAt = tiff.capacity() - 1;
        // Width, height, bits, compression, black is 0, where the data are, channels, rows, length.
        int[][] entries = {
            {256, 1}, {257, 1}, {258, 8}, {259, 1}, {262, 1}, {273, pixelAt}, {277, 1}, {278, 1}, {279, 1}
        };
        for (int[] entry : entries) {
            tiff.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
        }
        return tiff.putInt(8).put((byte) 127).array();
    }

    private static byte[] riff(byte[] chunks) {
        return chunk("RIFF", join("WEBP".getBytes(ISO_8859_1), chunks));
    }

    // Of even length, padded.
    private static byte[] chunk(String name, byte[] content) {
        return ByteBuffer.allocate(8 + content.length + content.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(ISO_8859_1))
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] segment(int marker, byte[] content) {
        return ByteBuffer.allocate(4 + content.length)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (2 + content.length))
                .put(content)
                .array();
    }

    // Of the one component: the first and the last coefficient, and to which bit.
    private static byte[] scan(byte[] which, byte[] data) {
        return join(segment(0xda, join(HEX.parseHex("010100"), which)), data);
    }

    private static byte[] png(String chunk, byte[] content) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
        png.writeBytes(pngChunk("IHDR", HEX.parseHex("00000001" + "00000001" + "0800000000")));
        png.writeBytes(pngChunk(chunk, content));
        png.writeBytes(pngChunk("IDAT", deflated(new byte[] {0, 127})));
        png.writeBytes(pngChunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    private static byte[] pngChunk(String name, byte[] content) {
        byte[] named = join(name.getBytes(ISO_8859_1), content);
        CRC32 checksum = new CRC32();
        checksum.update(named);
        return ByteBuffer.allocate(8 + named.length)
                .putInt(content.length)
                .put(named)
                .putInt((int) checksum.getValue())
                .array();
    }

    private static byte[] deflated(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(content);
            deflater.finish();
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return packed.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
