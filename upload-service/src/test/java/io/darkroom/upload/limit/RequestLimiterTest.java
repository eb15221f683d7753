package io.darkroom.upload.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import io.darkroom.upload.UploadProperties.Requests;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestLimiterTest {

    private static final CustomerId ACME = new CustomerId("acme");
    private static final CustomerId GLOBEX = new CustomerId("globex");

    private final AtomicLong now = new AtomicLong(1);
    private final RequestLimiter limiter = new RequestLimiter(new Requests(2, 3), new ManualClock());

    @Test
    void refusesACustomerBeyondItsBurstAndTellsHowLongToWait() {
        takeThree(ACME);

        assertThat(limiter.take(ACME))
                .hasValueSatisfying(wait -> assertThat(wait).isBetween(ms(400), ms(500)));
    }

    @Test
    void letsACustomerGoOnAtItsRate() {
        takeThree(ACME);
        now.addAndGet(ms(1000).toNanos());

        assertThat(limiter.take(ACME)).isEmpty();
        assertThat(limiter.take(ACME)).isEmpty();
        assertThat(limiter.take(ACME)).isPresent();
    }

    @Test
    void countsEachCustomerForItself() {
        takeThree(ACME);

        takeThree(GLOBEX);
    }

    @Test
    void knowsNoLimitIfThereIsNone() {
        RequestLimiter none = new RequestLimiter(new Requests(0, 1), new ManualClock());

        for (int i = 0; i < 100; i++) {
            assertThat(none.take(ACME)).isEmpty();
        }
    }

    private void takeThree(CustomerId customer) {
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.take(customer)).isEmpty();
        }
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private final class ManualClock implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
