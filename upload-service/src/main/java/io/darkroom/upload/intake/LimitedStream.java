package io.darkroom.upload.intake;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.util.unit.DataSize;

/// Passes bytes on, up to a limit; throws [FailureCode#TOO_LARGE] beyond.
public final class LimitedStream extends FilterInputStream {

    private final String what;
    private final DataSize limit;
    private long count;

    /// @param what is limited, for the message
    public LimitedStream(InputStream bytes, String what, DataSize limit) {
        super(bytes);
        this.what = what;
        this.limit = limit;
    }

    /// Refuses what announces itself as too large, before any byte is read.
    ///
    /// @param announcedBytes -1 if it is not known
    /// @throws FailureException with [FailureCode#TOO_LARGE]
    public static void requireWithin(long announcedBytes, String what, DataSize limit) {
        if (announcedBytes > limit.toBytes()) {
            throw new FailureException(
                    FailureCode.TOO_LARGE, what + " may have at most " + limit.toBytes() + " bytes.");
        }
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(read);
        return read;
    }

    private void count(int read) {
        count += Math.max(read, 0);
        requireWithin(count, what, limit);
    }
}
