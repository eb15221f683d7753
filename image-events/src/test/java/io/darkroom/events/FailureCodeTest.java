package io.darkroom.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FailureCodeTest {

    // The names are part of the contract, and so is whose fault each is: a change here is a change for everyone
    // outside.
    private static final String TABLE = """
            EMPTY                   SENDER
            TOO_LARGE               SENDER
            TOO_SLOW                SENDER
            UNSUPPORTED_MEDIA_TYPE  SENDER
            CORRUPT_IMAGE           SENDER
            TOO_MANY_PIXELS         SENDER
            TOO_MANY_FRAMES         SENDER
            CHECKSUM_MISMATCH       SENDER
            ID_CONFLICT             SENDER
            RAW_MISSING             SENDER
            PROCESSOR_TIMEOUT       PROCESSOR
            PROCESSOR_CRASHED       PROCESSOR
            PROCESSOR_OUT_OF_MEMORY PROCESSOR
            PROCESSOR_REJECTED      PROCESSOR
            INVALID_RESULT          PROCESSOR
            INVALID_EVENT           SENDER
            OVERLOADED              DEPENDENCY
            STORE_UNAVAILABLE       DEPENDENCY
            BROKER_UNAVAILABLE      DEPENDENCY
            DATABASE_UNAVAILABLE    DEPENDENCY
            INTERNAL                PLATFORM
            """;

    @Test
    void isOneClosedTableOfCodesAndFaults() {
        assertThat(Arrays.stream(FailureCode.values()).map(code -> "%-23s %s".formatted(code, code.fault())))
                .containsExactlyElementsOf(TABLE.lines().toList());
    }

    @Test
    void givesAFailureItsFault() {
        assertThat(new Failure(FailureCode.CORRUPT_IMAGE, "It cannot be read.", null).fault())
                .isEqualTo(Fault.SENDER);
    }

    @Test
    void givesAnExceptionAReasonForTheSender() {
        FailureException failure = new FailureException(
                FailureCode.INTERNAL, "Something went wrong.", new IllegalStateException("secret"));

        assertThat(failure.reason()).isEqualTo("Something went wrong.");
        assertThat(failure).hasCauseInstanceOf(IllegalStateException.class);
    }
}
