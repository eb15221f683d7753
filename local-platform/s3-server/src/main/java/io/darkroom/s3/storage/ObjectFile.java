package io.darkroom.s3.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/// The format of an object's file: its bytes, then what is known of it, then the length of that and a mark. One file
/// means that bytes and metadata appear, and vanish, together.
final class ObjectFile {

    private static final long MARK = 0x4461726b726f6f6dL;
    private static final int TRAILER_BYTES = Integer.BYTES + Long.BYTES;

    private ObjectFile() {}

    /// Completes a file that holds the bytes.
    static void seal(Path file, Map<String, String> fields) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(buffer);
        out.writeInt(fields.size());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            out.writeUTF(field.getKey());
            out.writeUTF(field.getValue());
        }
        int length = buffer.size();
        out.writeInt(length);
        out.writeLong(MARK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer.toByteArray());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /// @throws IOException if the file is not of this format
    static Map<String, String> fields(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < TRAILER_BYTES) {
            throw new IOException("The file is too short for an object");
        }
        ByteBuffer trailer = read(channel, size - TRAILER_BYTES, TRAILER_BYTES);
        int length = trailer.getInt();
        if (trailer.getLong() != MARK || length < 0 || length > size - TRAILER_BYTES) {
            throw new IOException("The file does not end like an object");
        }
        byte[] bytes = read(channel, size - TRAILER_BYTES - length, length).array();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Map<String, String> fields = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            fields.put(in.readUTF(), in.readUTF());
        }
        return fields;
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("The file ends early");
            }
        }
        return buffer.flip();
    }
}
