package io.darkroom.upload.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.upload.UploadProperties.Pace;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SenderStreamTest {

    private static final Pace PACE = new Pace(DataSize.ofBytes(100), Duration.ofSeconds(10));

    private Duration now = Duration.ZERO;

    @Test
    void takesAnySenderWhoKeepsThePace() {
        SenderStream stream = senderOf(110, Duration.ofSeconds(1));

        for (int i = 0; i < 1000; i++) {
            assertThat(stream.read(new byte[1000], 0, 1000)).isEqualTo(110);
        }
    }

    @Test
    void cutsOffWhoStaysBelowThePaceForAWindow() {
        SenderStream stream = senderOf(1, Duration.ofSeconds(1));

        for (int i = 0; i < 9; i++) {
            stream.read();
        }
        assertFails(stream, FailureCode.TOO_SLOW);
    }

    @Test
    void forgivesPausesThatAreMadeUpForWithinTheWindow() {
        SenderStream stream = senderOf(1000, Duration.ofSeconds(9));

        for (int i = 0; i < 100; i++) {
            stream.read(new byte[1000], 0, 1000);
        }
    }

    @Test
    void holdsOnlyWaitingAgainstTheSender() {
        SenderStream stream = senderOf(1, Duration.ofMillis(1));

        for (int i = 0; i < 100; i++) {
            stream.read();
            now = now.plusSeconds(60);
        }
    }

    @Test
    void tellsAStalledSenderFromOneWhoBreaksOff() {
        assertFails(failing(new IOException(new SocketTimeoutException())), FailureCode.TOO_SLOW);
        assertFails(failing(new EOFException()), FailureCode.INVALID_EVENT);
    }

    private static void assertFails(SenderStream stream, FailureCode code) {
        assertThatThrownBy(stream::read)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    /// Gives so many bytes at each read, and takes so long for them.
    private SenderStream senderOf(int bytes, Duration time) {
        InputStream body = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                now = now.plus(time);
                return bytes;
            }
        };
        return new SenderStream(body, PACE, () -> now.toNanos());
    }

    private SenderStream failing(IOException failure) {
        InputStream body = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw failure;
            }
        };
        return new SenderStream(body, PACE, () -> now.toNanos());
    }
}
