package io.darkroom.vips;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// JPEGs with what cameras and editors add to them.
public final class Jpegs {

    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int COMMENT = 0xfe;

    private Jpegs() {}

    /// With an EXIF block that says how to turn the picture, 1 to 8.
    public static byte[] withOrientation(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        exif.put("Exif\0\0II*\0".getBytes(StandardCharsets.US_ASCII));
        exif.putInt(8).putShort((short) 1);
        exif.putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        return withSegment(jpeg, APP1, exif.array());
    }

    /// With a colour profile.
    public static byte[] withProfile(byte[] jpeg, byte[] profile) {
        var segment = new ByteArrayOutputStream();
        segment.writeBytes("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII));
        segment.writeBytes(profile);
        return withSegment(jpeg, APP2, segment.toByteArray());
    }

    /// With a comment.
    public static byte[] withComment(byte[] jpeg, String comment) {
        return withSegment(jpeg, COMMENT, comment.getBytes(StandardCharsets.UTF_8));
    }

    /// With an XMP packet.
    public static byte[] withXmp(byte[] jpeg, String packet) {
        return withSegment(jpeg, APP1, ("http://ns.adobe.com/xap/1.0/\0" + packet).getBytes(StandardCharsets.UTF_8));
    }

    /// With the marker that tells four components to be CMYK.
    static byte[] withAdobeMarker(byte[] jpeg) {
        return withSegment(jpeg, APP14, new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0});
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + content.length + 4)
                .put(jpeg, 0, 2)
                .putShort((short) (0xff00 | marker))
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
