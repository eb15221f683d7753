package io.darkroom.processors.inspect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// JPEGs with an EXIF block as a camera writes it (CIPA DC-008): three directories of a TIFF.
final class ExifBlocks {

    private static final int ASCII = 2;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int DIRECTORY_HEADER = 8;

    private ExifBlocks() {}

    /// Taken by "Acme (Optics)" "One" in the morning of 17 May 2026, at 48°8' N, 11°34' W.
    static byte[] withCamera(byte[] jpeg) {
        int data = 300;
        ByteBuffer tiff = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(DIRECTORY_HEADER);
        directory(tiff, 8, 4);
        entry(tiff, 0x010f, ASCII, 14, data);
        entry(tiff, 0x0110, ASCII, 4, 'O' | 'n' << 8 | 'e' << 16);
        entry(tiff, 0x8769, LONG, 1, 100);
        entry(tiff, 0x8825, LONG, 1, 150);
        directory(tiff, 100, 1);
        entry(tiff, 0x9003, ASCII, 20, data + 20);
        directory(tiff, 150, 4);
        entry(tiff, 1, ASCII, 2, 'N');
        entry(tiff, 2, RATIONAL, 3, data + 40);
        entry(tiff, 3, ASCII, 2, 'W');
        entry(tiff, 4, RATIONAL, 3, data + 64);
        tiff.position(data).put("Acme (Optics)\0".getBytes(StandardCharsets.US_ASCII));
        tiff.position(data + 20).put("2026:05:17 08:30:15\0".getBytes(StandardCharsets.US_ASCII));
        rationals(tiff, data + 40, 48, 8, 0);
        rationals(tiff, data + 64, 11, 34, 0);
        return withSegment(jpeg, tiff.array());
    }

    private static void directory(ByteBuffer tiff, int position, int entries) {
        tiff.position(position).putShort((short) entries);
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static void rationals(ByteBuffer tiff, int position, int... values) {
        tiff.position(position);
        for (int value : values) {
            tiff.putInt(value).putInt(1);
        }
    }

    private static byte[] withSegment(byte[] jpeg, byte[] tiff) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.writeBytes(ByteBuffer.allocate(10)
                .putShort((short) 0xffe1)
                .putShort((short) (tiff.length + 8))
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .array());
        bytes.writeBytes(tiff);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }
}
