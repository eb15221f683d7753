package io.darkroom.s3.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/// An object opened for reading: its bytes stay readable even if it is replaced or deleted meanwhile.
public final class OpenObject implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final StoredObject object;
    private final FileChannel channel;

    OpenObject(StoredObject object, FileChannel channel) {
        this.object = object;
        this.channel = channel;
    }

    /// What is known of it.
    public StoredObject object() {
        return object;
    }

    /// Writes a range of its bytes to a stream.
    ///
    /// @throws IOException if either side fails
    public void copyTo(OutputStream target, long offset, long length) throws IOException {
        channel.position(offset);
        // Closing the object closes the channel; the stream holds nothing else.
        InputStream bytes = Channels.newInputStream(channel);
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = length;
        while (left > 0) {
            int read = bytes.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("The object's file ends early");
            }
            target.write(buffer, 0, read);
            left -= read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
