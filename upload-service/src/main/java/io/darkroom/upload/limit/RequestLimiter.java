package io.darkroom.upload.limit;

import io.darkroom.events.CustomerId;
import io.darkroom.upload.UploadProperties;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Counts each customer's requests against a bucket of tokens that fills at a steady rate.
@Component
class RequestLimiter {

    // Far more customers than are active at a time; full buckets are as good as new ones.
    private static final int MOST_BUCKETS = 10_000;

    private final UploadProperties.Requests limit;
    private final TimeMeter clock;
    private final Map<CustomerId, Bucket> buckets = new ConcurrentHashMap<>();

    @Autowired
    RequestLimiter(UploadProperties properties) {
        this(properties.requestsPerCustomer(), TimeMeter.SYSTEM_NANOTIME);
    }

    RequestLimiter(UploadProperties.Requests limit, TimeMeter clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /// Takes a customer's token.
    ///
    /// @return empty if there was one; else after how long there will be
    Optional<Duration> take(CustomerId customer) {
        if (limit.perSecond() == 0) {
            return Optional.empty();
        }
        forgetTheIdle();
        var probe = buckets.computeIfAbsent(customer, _ -> newBucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private void forgetTheIdle() {
        if (buckets.size() > MOST_BUCKETS) {
            buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= limit.burst());
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.burst()).refillGreedy(limit.perSecond(), Duration.ofSeconds(1)))
                .withCustomTimePrecision(clock)
                .build();
    }
}
