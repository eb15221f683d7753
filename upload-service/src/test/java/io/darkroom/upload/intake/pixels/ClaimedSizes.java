package io.darkroom.upload.intake.pixels;

import io.darkroom.events.ImageFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Beginnings of images that say how large they are; nothing that could be decoded follows.
public final class ClaimedSizes {

    private static final int SMALLEST = 64;

    private ClaimedSizes() {}

    /// A PNG.
    public static byte[] png(int widthPx, int heightPx) {
        return padded(ByteBuffer.allocate(24)
                .put(latin1("\u0089PNG\r\n\u001a\n"))
                .putInt(13)
                .put(latin1("IHDR"))
                .putInt(widthPx)
                .putInt(heightPx));
    }

    /// A GIF.
    public static byte[] gif(int widthPx, int heightPx) {
        return padded(
                littleEndian(10).put(latin1("GIF89a")).putShort((short) widthPx).putShort((short) heightPx));
    }

    /// A bitmap whose first row is the uppermost.
    public static byte[] bmp(int widthPx, int heightPx) {
        return padded(littleEndian(26)
                .put(latin1("BM"))
                .position(14)
                .putInt(40)
                .putInt(widthPx)
                .putInt(-heightPx));
    }

    /// A bitmap as they were at first.
    public static byte[] oldBmp(int widthPx, int heightPx) {
        return padded(littleEndian(22)
                .put(latin1("BM"))
                .position(14)
                .putInt(12)
                .putShort((short) widthPx)
                .putShort((short) heightPx));
    }

    /// A lossy WebP.
    public static byte[] lossyWebp(int widthPx, int heightPx) {
        return padded(webp("VP8 ")
                .put(new byte[] {0x10, 0, 0, (byte) 0x9d, 1, 0x2a})
                // The two upper bits are a scale that nobody applies.
                .putShort((short) (widthPx | 1 << 14))
                .putShort((short) heightPx));
    }

    /// A lossless WebP.
    public static byte[] losslessWebp(int widthPx, int heightPx) {
        return padded(webp("VP8L").put((byte) 0x2f).putInt((widthPx - 1) | (heightPx - 1) << 14 | 1 << 28));
    }

    /// A WebP with a canvas.
    public static byte[] extendedWebp(int widthPx, int heightPx) {
        return padded(webp("VP8X").putInt(0x12).put(threeBytes(widthPx - 1)).put(threeBytes(heightPx - 1)));
    }

    /// A progressive JPEG whose frame header stands behind so many bytes of what a camera has to say, a
    /// smaller picture among it.
    public static byte[] jpeg(int widthPx, int heightPx, int saidBytes) {
        byte[] said = new byte[saidBytes];
        byte[] preview = frame(16, 16);
        System.arraycopy(preview, 0, said, 0, Math.min(preview.length, said.length));
        ByteBuffer jpeg = ByteBuffer.allocate(saidBytes + 5 * (saidBytes / 60_000 + 1) + 64)
                .putShort((short) 0xffd8);
        for (int at = 0; at < saidBytes; at += 60_000) {
            int count = Math.min(60_000, saidBytes - at);
            // A fill byte, as may stand before any marker.
            jpeg.put((byte) 0xff).putShort((short) 0xffe1).putShort((short) (count + 2));
            jpeg.put(said, at, count);
        }
        return padded(jpeg.put(frame(widthPx, heightPx)));
    }

    private static byte[] frame(int widthPx, int heightPx) {
        return ByteBuffer.allocate(11)
                .putShort((short) 0xffc2)
                .putShort((short) 17)
                .put((byte) 8)
                .putShort((short) heightPx)
                .putShort((short) widthPx)
                .array();
    }

    /// A TIFF whose directory stands at an offset, behind the pixels say.
    public static byte[] tiff(ByteOrder order, int widthPx, int heightPx, int directoryAt) {
        return padded(ByteBuffer.allocate(directoryAt + 38)
                .order(order)
                .put(latin1(order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM"))
                .putShort((short) 42)
                .putInt(directoryAt)
                .position(directoryAt)
                .putShort((short) 3)
                .put(entry(order, 254, 4, 0))
                .put(entry(order, 256, 3, widthPx))
                .put(entry(order, 257, 4, heightPx)));
    }

    private static byte[] entry(ByteOrder order, int tag, int type, int value) {
        ByteBuffer entry = ByteBuffer.allocate(12)
                .order(order)
                .putShort((short) tag)
                .putShort((short) type)
                .putInt(1);
        return (type == 3 ? entry.putShort((short) value) : entry.putInt(value)).array();
    }

    /// A BigTIFF.
    public static byte[] bigTiff(long widthPx, long heightPx) {
        ByteBuffer tiff = littleEndian(80)
                .put(latin1("II"))
                .putShort((short) 43)
                .putShort((short) 8)
                .putShort((short) 0)
                .putLong(20)
                .putInt(0)
                .putLong(2);
        tiff.putShort((short) 256).putShort((short) 16).putLong(1).putLong(widthPx);
        return padded(tiff.putShort((short) 257).putShort((short) 16).putLong(1).putLong(heightPx));
    }

    /// An AVIF or HEIC of tiles.
    public static byte[] isoMedia(ImageFormat format, int widthPx, int heightPx) {
        byte[] properties = join(box("hvcC", new byte[30]), extents(512, 512), extents(widthPx, heightPx));
        byte[] meta = join(new byte[4], box("hdlr", new byte[25]), box("iprp", box("ipco", properties)));
        return join(
                box("ftyp", join(latin1(format == ImageFormat.AVIF ? "avif" : "heic"), new byte[4], latin1("mif1"))),
                longBox("free", new byte[40]),
                box("meta", meta),
                box("mdat", new byte[64]));
    }

    private static byte[] extents(int widthPx, int heightPx) {
        return box(
                "ispe",
                ByteBuffer.allocate(12)
                        .putInt(0)
                        .putInt(widthPx)
                        .putInt(heightPx)
                        .array());
    }

    private static byte[] box(String type, byte[] content) {
        return join(
                ByteBuffer.allocate(8)
                        .putInt(8 + content.length)
                        .put(latin1(type))
                        .array(),
                content);
    }

    private static byte[] longBox(String type, byte[] content) {
        return join(
                ByteBuffer.allocate(16)
                        .putInt(1)
                        .put(latin1(type))
                        .putLong(16L + content.length)
                        .array(),
                content);
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static ByteBuffer webp(String form) {
        return littleEndian(32)
                .put(latin1("RIFF"))
                .putInt(24)
                .put(latin1("WEBP"))
                .put(latin1(form))
                .putInt(10);
    }

    private static byte[] threeBytes(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }

    private static ByteBuffer littleEndian(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] padded(ByteBuffer bytes) {
        byte[] all = new byte[Math.max(SMALLEST, bytes.capacity())];
        bytes.get(0, all, 0, bytes.capacity());
        return all;
    }
}
