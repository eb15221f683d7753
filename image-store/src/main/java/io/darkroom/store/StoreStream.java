package io.darkroom.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// The bytes of an object. Has a deadline as a whole; what goes wrong on the way is a [StoreUnavailableException],
/// never
/// an [IOException], so that whoever copies it can tell the store from the target. Closed early, it drops the
/// connection
/// and does not read the rest.
final class StoreStream extends InputStream {

    private final ResponseInputStream<GetObjectResponse> response;
    private final long sizeBytes;
    private final long deadlineNanos;
    private long readBytes;
    private boolean ended;

    StoreStream(ResponseInputStream<GetObjectResponse> response, StoreSettings.Timeouts timeouts) {
        this.response = response;
        this.sizeBytes = response.response().contentLength();
        this.deadlineNanos = System.nanoTime() + timeouts.stream(sizeBytes).toNanos();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new StoreUnavailableException(new IOException("the object did not come before its deadline"));
        }
        try {
            return count(response.read(target, offset, length));
        } catch (IOException e) {
            throw new StoreUnavailableException(e);
        } catch (SdkException e) {
            throw S3Failures.translate(e);
        }
    }

    @Override
    public byte[] readAllBytes() {
        try {
            return super.readAllBytes();
        } catch (IOException e) {
            throw new StoreUnavailableException(e);
        }
    }

    /// The object's version, for a conditional write.
    String eTag() {
        return response.response().eTag();
    }

    private int count(int read) throws IOException {
        ended = read < 0;
        readBytes += Math.max(read, 0);
        if (ended && readBytes < sizeBytes) {
            throw new IOException("the object ended after " + readBytes + " of " + sizeBytes + " bytes");
        }
        return read;
    }

    @Override
    public void close() {
        if (!ended) {
            response.abort();
            return;
        }
        try {
            response.close();
        } catch (IOException e) {
            throw new StoreUnavailableException(e);
        }
    }
}
