package io.darkroom.bench.upload;

import io.darkroom.events.Sha256;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Random;

/// A file that everyone sends: it begins as a JPEG does and goes on with what nobody can compress. Thread-safe.
final class TestFile {

    private static final long SEED = 1;
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};

    private final byte[] inHeap;
    // Outside the heap, so that sending copies nothing.
    private final ByteBuffer direct;
    private final Sha256 digest;

    TestFile(FileSize size) {
        inHeap = new byte[size.bytes()];
        new Random(SEED).nextBytes(inHeap);
        System.arraycopy(JPEG, 0, inHeap, 0, JPEG.length);
        direct = ByteBuffer.allocateDirect(inHeap.length).put(inHeap).flip().asReadOnlyBuffer();
        digest = Sha256.of(inHeap);
    }

    int sizeBytes() {
        return inHeap.length;
    }

    /// All bytes, for one use.
    ByteBuffer bytes() {
        return direct.duplicate();
    }

    /// Some of the bytes.
    InputStream part(int from, int length) {
        return new ByteArrayInputStream(inHeap, from, length);
    }

    /// Of all bytes.
    Sha256 digest() {
        return digest;
    }
}
