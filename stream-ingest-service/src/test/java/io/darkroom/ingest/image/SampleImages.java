package io.darkroom.ingest.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that begin as images do; nothing here decodes them.
public final class SampleImages {

    private SampleImages() {}

    /// A JPEG. Two with different content are different.
    public static byte[] jpeg(String content) {
        return concat(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0}, content);
    }

    /// A bitmap, which the tests do not take.
    public static byte[] bmp(String content) {
        return concat(new byte[] {'B', 'M'}, content);
    }

    private static byte[] concat(byte[] signature, String content) {
        byte[] rest = content.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(signature, signature.length + rest.length);
        System.arraycopy(rest, 0, bytes, signature.length, rest.length);
        return bytes;
    }
}
