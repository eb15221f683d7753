package io.darkroom.upload.intake;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.upload.UploadProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/// Bounds how many images are written at once, and with that the memory that they take; of one customer as well, so
/// that nobody waits behind all that one customer sends.
@Component
public class WriteSlots {

    private final int most;
    private final int mostOfCustomer;
    private final long maxWaitNanos;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Map<CustomerId, Integer> taken = new HashMap<>();

    WriteSlots(UploadProperties properties, MeterRegistry registry) {
        this.most = properties.maxConcurrentWrites();
        // At least one place stays for others, if there is more than one.
        this.mostOfCustomer = Math.max(1, Math.min(most - 1, most * properties.shareOfCustomerPercent() / 100));
        this.maxWaitNanos = properties.maxWait().toNanos();
        Gauge.builder("darkroom.upload.slots.free", this, WriteSlots::free)
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
    /// @throws FailureException with [FailureCode#OVERLOADED] if none gets free for this customer
    public Slot take(CustomerId customer) {
        lock.lock();
        try {
            long left = maxWaitNanos;
            while (!hasRoom(customer)) {
                if (left <= 0) {
                    throw overloaded();
                }
                left = changed.awaitNanos(left);
            }
            taken.merge(customer, 1, Integer::sum);
            return () -> release(customer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(CustomerId customer) {
        return free() > 0 && taken.getOrDefault(customer, 0) < mostOfCustomer;
    }

    private int free() {
        lock.lock();
        try {
            return most - taken.values().stream().mapToInt(Integer::intValue).sum();
        } finally {
            lock.unlock();
        }
    }

    private void release(CustomerId customer) {
        lock.lock();
        try {
            int left = taken.getOrDefault(customer, 0) - 1;
            if (left == 0) {
                taken.remove(customer);
            } else {
                taken.put(customer, left);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static FailureException overloaded() {
        return new FailureException(
                FailureCode.OVERLOADED, "Too many images are being sent just now. Please try again shortly.");
    }
}
