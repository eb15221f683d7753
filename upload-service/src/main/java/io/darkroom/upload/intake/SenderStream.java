package io.darkroom.upload.intake;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.upload.UploadProperties.Pace;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The body of a request, as its sender gives it. Whatever the sender does wrong ends in a [FailureException], never in
/// an [IOException]: [FailureCode#TOO_SLOW] if it stalls or falls below the pace, [FailureCode#INVALID_EVENT] if it
/// breaks off.
///
/// Only the time spent waiting for the sender counts, so a slow store is never held against it.
public final class SenderStream extends InputStream {

    private final InputStream body;
    private final Pace pace;
    private final LongSupplier nanoTime;
    private long waitedNanos;
    private long receivedBytes;

    /// Opens the body of a request; who waits for `100 Continue` gets it now.
    ///
    /// @throws FailureException if there is none
    public static SenderStream open(HttpServletRequest request, Pace pace) {
        UnreadBodyFilter.markRead(request);
        try {
            return new SenderStream(request.getInputStream(), pace);
        } catch (IOException e) {
            throw new FailureException(FailureCode.INVALID_EVENT, "The request's body cannot be read.", e);
        }
    }

    SenderStream(InputStream body, Pace pace) {
        this(body, pace, System::nanoTime);
    }

    SenderStream(InputStream body, Pace pace, LongSupplier nanoTime) {
        this.body = body;
        this.pace = pace;
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        long before = nanoTime.getAsLong();
        int count = receive(target, offset, length);
        waitedNanos += nanoTime.getAsLong() - before;
        receivedBytes += Math.max(count, 0);
        requirePace();
        return count;
    }

    private int receive(byte[] target, int offset, int length) {
        try {
            return body.read(target, offset, length);
        } catch (IOException e) {
            throw isTimeout(e)
                    ? tooSlow()
                    : new FailureException(
                            FailureCode.INVALID_EVENT, "The request's body is malformed or ended early.", e);
        }
    }

    private static boolean isTimeout(IOException e) {
        return e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException;
    }

    private void requirePace() {
        Duration waited = Duration.ofNanos(waitedNanos);
        if (waited.compareTo(pace.window()) < 0) {
            return;
        }
        if (receivedBytes < pace.minimumBytes(waited)) {
            throw tooSlow();
        }
        waitedNanos = 0;
        receivedBytes = 0;
    }

    private static FailureException tooSlow() {
        return new FailureException(
                FailureCode.TOO_SLOW, "The bytes came too slowly or stopped coming. Please try again.");
    }
}
