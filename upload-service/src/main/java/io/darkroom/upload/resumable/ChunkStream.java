package io.darkroom.upload.resumable;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.Sha256;
import io.darkroom.store.PendingUploadStore;
import io.darkroom.upload.resumable.PendingUpload.Chunk;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The bytes of an upload's chunks, one after the other; one chunk is open at a time. Each must still be what came.
final class ChunkStream extends InputStream {

    private final PendingUploadStore store;
    private final PendingUpload upload;
    private final Iterator<Chunk> rest;
    private final MessageDigest digest = Sha256.newDigest();
    private @Nullable Chunk chunk;
    private @Nullable InputStream bytes;

    ChunkStream(PendingUploadStore store, PendingUpload upload) {
        this.store = store;
        this.upload = upload;
        this.rest = upload.chunks().iterator();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (bytes != null || rest.hasNext()) {
            InputStream open = bytes == null ? openNext() : bytes;
            int count = open.read(target, offset, length);
            if (count >= 0) {
                digest.update(target, offset, count);
                return count;
            }
            endChunk(open);
        }
        return -1;
    }

    private InputStream openNext() {
        Chunk next = rest.next();
        InputStream open = store.openChunk(upload.keyOf(next)).orElseThrow(() -> lost("is not there"));
        chunk = next;
        bytes = open;
        return open;
    }

    private void endChunk(InputStream open) throws IOException {
        open.close();
        bytes = null;
        if (chunk == null || !Sha256.ofDigest(digest.digest()).equals(chunk.sha256())) {
            throw lost("is not what came");
        }
    }

    private static FailureException lost(String what) {
        return new FailureException(
                FailureCode.STORE_UNAVAILABLE,
                "The upload cannot be finished just now. Please try again.",
                new IOException("a chunk of an upload " + what));
    }

    @Override
    public void close() throws IOException {
        if (bytes != null) {
            bytes.close();
        }
    }
}
