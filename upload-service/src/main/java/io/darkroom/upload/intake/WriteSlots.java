package io.darkroom.upload.intake;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.upload.UploadProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Bounds how many images are written at once, and with that the memory that they take.
@Component
public class WriteSlots {

    private final Semaphore free;
    private final long maxWaitMillis;

    WriteSlots(UploadProperties properties, MeterRegistry registry) {
        this.free = new Semaphore(properties.maxConcurrentWrites(), true);
        this.maxWaitMillis = properties.maxWait().toMillis();
        Gauge.builder("darkroom.upload.slots.free", free, Semaphore::availablePermits)
                .description("How many more images could be written now. Alert when it stays at 0 for 5 minutes.")
                .register(registry);
    }

    /// Taken until it is closed.
    public interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /// Takes a slot, waiting for one for a short while.
    ///
    /// @throws FailureException with [FailureCode#OVERLOADED] if none gets free
    public Slot take() {
        try {
            if (free.tryAcquire(maxWaitMillis, TimeUnit.MILLISECONDS)) {
                return free::release;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new FailureException(
                FailureCode.OVERLOADED, "Too many images are being sent just now. Please try again shortly.");
    }
}
