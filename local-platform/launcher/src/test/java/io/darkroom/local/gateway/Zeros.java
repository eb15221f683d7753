package io.darkroom.local.gateway;

import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/// So many zero bytes, made as they are read.
final class Zeros extends InputStream {

    private final AtomicLong made;
    private final long length;

    Zeros(long length) {
        this(length, new AtomicLong());
    }

    /// @param made counts the bytes that were read
    Zeros(long length, AtomicLong made) {
        this.length = length;
        this.made = made;
    }

    @Override
    public int read() {
        return made.get() < length && made.incrementAndGet() > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) {
        int next = (int) Math.min(wanted, length - made.get());
        if (next == 0 && wanted > 0) {
            return -1;
        }
        Arrays.fill(target, offset, offset + next, (byte) 0);
        made.addAndGet(next);
        return next;
    }
}
