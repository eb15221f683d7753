package io.darkroom.local.samples;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Adds segments to a JPEG, right after its start (ISO/IEC 10918-1, annex B).
final class JpegSegments {

    private static final int START_BYTES = 2;
    private static final int APP1 = 0xe1;
    private static final int COMMENT = 0xfe;

    private static final short TYPE_ASCII = 2;
    private static final short TYPE_SHORT = 3;
    private static final int TAG_MAKE = 0x010f;
    private static final int TAG_ORIENTATION = 0x0112;
    private static final int FIELD_BYTES = 12;
    private static final String MAKE = "Darkroom";

    private JpegSegments() {}

    /// Adds a comment.
    static byte[] withComment(byte[] jpeg, String comment) {
        return insert(jpeg, COMMENT, comment.getBytes(US_ASCII));
    }

    /// Adds what a camera says about how it was held.
    ///
    /// @param orientation 1 to 8
    static byte[] withExifOrientation(byte[] jpeg, int orientation) {
        return insert(jpeg, APP1, exif(orientation));
    }

    // The Exif 2.3 layout: a TIFF of one directory with two fields, in order of their tags.
    private static byte[] exif(int orientation) {
        byte[] make = (MAKE + '\0').getBytes(US_ASCII);
        int fields = 2;
        int afterDirectory = 8 + 2 + fields * FIELD_BYTES + 4;
        ByteBuffer exif = ByteBuffer.allocate(6 + afterDirectory + make.length);
        exif.put("Exif\0\0".getBytes(US_ASCII));
        exif.put("MM".getBytes(US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) fields);
        exif.putShort((short) TAG_MAKE).putShort(TYPE_ASCII).putInt(make.length).putInt(afterDirectory);
        exif.putShort((short) TAG_ORIENTATION).putShort(TYPE_SHORT).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0);
        exif.putInt(0).put(make);
        return exif.array();
    }

    private static byte[] insert(byte[] jpeg, int marker, byte[] content) {
        int length = content.length + 2;
        ByteArrayOutputStream result = new ByteArrayOutputStream(jpeg.length + 4 + content.length);
        result.write(jpeg, 0, START_BYTES);
        result.write(0xff);
        result.write(marker);
        result.write(length >> 8);
        result.write(length);
        result.writeBytes(content);
        result.write(jpeg, START_BYTES, jpeg.length - START_BYTES);
        return result.toByteArray();
    }
}
