package io.darkroom.processors.originals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// The bytes of a file, read as they are asked for, some at a time: a mapping would count as memory of the
/// worker for as long as the collector of garbage leaves it.
final class FileWindow {

    private static final int BYTES = 64 * 1024;

    private final FileChannel file;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(BYTES).limit(0);
    private long start;

    FileWindow(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size();
    }

    long size() {
        return size;
    }

    /// One byte, 0 to 255; 0 where the file has ended in the meantime.
    ///
    /// @param position before its end
    int at(long position) throws IOException {
        if (position < start || position >= start + window.limit()) {
            start = position;
            file.read(window.clear(), start);
            window.flip();
        }
        return window.hasRemaining() ? Byte.toUnsignedInt(window.get((int) (position - start))) : 0;
    }
}
