package io.darkroom.store;

import java.io.IOException;
import java.io.InputStream;

/// A stream of bytes that follow from a seed, made while they are read: any length, no memory.
final class EndlessBytes extends InputStream {

    private final long seed;
    private final long endsAt;
    private long position;
    private boolean closed;

    /// @param seed another seed, other bytes
    /// @param length in bytes
    EndlessBytes(long seed, long length) {
        this.seed = seed;
        this.endsAt = length;
    }

    /// The bytes as an array.
    static byte[] array(long seed, int length) {
        try (InputStream bytes = new EndlessBytes(seed, length)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public int read() {
        return position == endsAt ? -1 : at(position++) & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == endsAt && length > 0) {
            return -1;
        }
        int count = (int) Math.min(length, endsAt - position);
        for (int i = 0; i < count; i++) {
            target[offset + i] = at(position++);
        }
        return count;
    }

    // The finaliser of MurmurHash3: neighbouring positions and seeds look nothing alike.
    private byte at(long index) {
        long mixed = (seed << 40) + index;
        mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return (byte) (mixed >>> 56);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
