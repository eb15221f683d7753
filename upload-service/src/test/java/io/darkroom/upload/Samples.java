package io.darkroom.upload;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Bytes that look like images as far as anybody looks here: at their beginning.
public final class Samples {

    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Samples() {}

    /// A JPEG of so many bytes, other ones for each seed.
    public static byte[] jpeg(int sizeBytes, long seed) {
        return withHead(JPEG, sizeBytes, seed);
    }

    /// A PNG of so many bytes.
    public static byte[] png(int sizeBytes, long seed) {
        return withHead(PNG, sizeBytes, seed);
    }

    private static byte[] withHead(byte[] head, int sizeBytes, long seed) {
        byte[] bytes = new byte[sizeBytes];
        new Random(seed).nextBytes(bytes);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    /// A form, built part by part.
    public static final class Form {

        public static final String CONTENT_TYPE = "multipart/form-data; boundary=frontier";

        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        /// Adds a part.
        ///
        /// @param headers whole lines, parted by line feeds
        public Form part(String headers, byte[] content) {
            write("--frontier\r\n" + headers.replace("\n", "\r\n") + "\r\n\r\n");
            body.writeBytes(content);
            write("\r\n");
            return this;
        }

        /// Adds a file.
        public Form file(String name, byte[] content) {
            return part("Content-Disposition: form-data; name=\"image\"; filename=\"" + name + "\"", content);
        }

        public byte[] end() {
            write("--frontier--\r\n");
            return body.toByteArray();
        }

        /// The form without its end.
        public byte[] cut() {
            return body.toByteArray();
        }

        private void write(String text) {
            body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
