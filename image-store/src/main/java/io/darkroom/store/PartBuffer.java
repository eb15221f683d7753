package io.darkroom.store;

import io.darkroom.events.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Holds one part of a stream in memory, so that it can be sent again. Grows by small chunks up to its capacity and
/// keeps
/// them for the next part: a small image costs little, a large one never more than the capacity. Not thread-safe.
final class PartBuffer {

    private static final int CHUNK_BYTES = 256 * 1024;

    private final int capacity;
    private final List<byte[]> chunks = new ArrayList<>();
    private int size;

    /// @param capacity in bytes, a multiple of 256 KiB
    PartBuffer(int capacity) {
        this.capacity = capacity;
    }

    /// Replaces the content by the stream's next bytes, up to the capacity or the stream's end.
    void fill(InputStream stream) throws IOException {
        size = 0;
        while (size < capacity) {
            int read = stream.readNBytes(chunk(size / CHUNK_BYTES), 0, CHUNK_BYTES);
            size += read;
            if (read < CHUNK_BYTES) {
                return;
            }
        }
    }

    private byte[] chunk(int index) {
        if (index == chunks.size()) {
            chunks.add(new byte[CHUNK_BYTES]);
        }
        return chunks.get(index);
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == capacity;
    }

    int heldBytes() {
        return chunks.size() * CHUNK_BYTES;
    }

    void feed(MessageDigest digest) {
        for (int start = 0; start < size; start += CHUNK_BYTES) {
            digest.update(chunks.get(start / CHUNK_BYTES), 0, Math.min(CHUNK_BYTES, size - start));
        }
    }

    Sha256 digest() {
        MessageDigest digest = Sha256.newDigest();
        feed(digest);
        return Sha256.ofDigest(digest.digest());
    }

    /// The content, from its beginning each time; valid until the next [#fill].
    InputStream open() {
        List<InputStream> streams = IntStream.iterate(0, start -> start < size, start -> start + CHUNK_BYTES)
                .<InputStream>mapToObj(start -> new ByteArrayInputStream(
                        chunks.get(start / CHUNK_BYTES), 0, Math.min(CHUNK_BYTES, size - start)))
                .toList();
        return new SequenceInputStream(Collections.enumeration(streams));
    }
}
