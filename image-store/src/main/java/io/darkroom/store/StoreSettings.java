package io.darkroom.store;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How to reach the object store. What is absent (null) takes its default, so that the record can be bound from
/// configuration; the keys are `darkroom.store.*`.
///
/// @param endpoint address of an S3 server that is not AWS; null for AWS
/// @param publicEndpoint address under which browsers reach the same server, for links; null if it is the same
/// @param region the buckets' region; by default the region that the AWS SDK finds, `us-east-1` with an endpoint
/// @param pathStyle whether the bucket stands in the path and not in the host name, as local servers want it
/// @param rawBucket name of the bucket of originals, by default `darkroom-raw`
/// @param resultsBucket name of the bucket of results and manifests, by default `darkroom-results`
/// @param retention how long objects are kept, by default [Retention#MINIMUM_DAYS] days
/// @param credentials an access key of a local server; null for the AWS SDK's default chain
/// @param timeouts how long to wait for the store
/// @param maxConnections how many connections at most are open at a time, by default 128
public record StoreSettings(
        @Nullable URI endpoint,
        @Nullable URI publicEndpoint,
        @Nullable String region,
        boolean pathStyle,
        String rawBucket,
        String resultsBucket,
        Retention retention,
        @Nullable Credentials credentials,
        Timeouts timeouts,
        Integer maxConnections) {

    private static final String REGION_OF_LOCAL_SERVERS = "us-east-1";
    private static final String RAW_BUCKET = "darkroom-raw";
    private static final String RESULTS_BUCKET = "darkroom-results";
    private static final Retention RETENTION = new Retention(Retention.MINIMUM_DAYS);
    private static final int MAX_CONNECTIONS = 128;

    /// @throws IllegalArgumentException if the two buckets are one, or a number is not positive
    public StoreSettings {
        region = region == null && endpoint != null ? REGION_OF_LOCAL_SERVERS : region;
        rawBucket = rawBucket == null ? RAW_BUCKET : rawBucket;
        resultsBucket = resultsBucket == null ? RESULTS_BUCKET : resultsBucket;
        retention = retention == null ? RETENTION : retention;
        timeouts = timeouts == null ? Timeouts.DEFAULTS : timeouts;
        maxConnections = maxConnections == null ? MAX_CONNECTIONS : maxConnections;
        if (rawBucket.equals(resultsBucket)) {
            throw new IllegalArgumentException("originals and results lie in two buckets");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be positive");
        }
    }

    /// The settings for a server on one machine: path style, everything else by default.
    public static StoreSettings local(URI endpoint, Credentials credentials) {
        return new StoreSettings(
                endpoint,
                null,
                REGION_OF_LOCAL_SERVERS,
                true,
                RAW_BUCKET,
                RESULTS_BUCKET,
                RETENTION,
                credentials,
                Timeouts.DEFAULTS,
                MAX_CONNECTIONS);
    }

    /// What a bucket is called.
    public String nameOf(Bucket bucket) {
        return switch (bucket) {
            case RAW -> rawBucket;
            case RESULTS -> resultsBucket;
        };
    }

    /// An access key.
    ///
    /// @param accessKey its public part
    /// @param secretKey its secret part, never shown
    public record Credentials(String accessKey, String secretKey) {

        /// @throws IllegalArgumentException if a part is missing
        public Credentials {
            if (accessKey == null || accessKey.isBlank() || secretKey == null || secretKey.isBlank()) {
                throw new IllegalArgumentException("credentials have an accessKey and a secretKey");
            }
        }

        @Override
        public String toString() {
            return "Credentials[accessKey=" + accessKey + ", secretKey=***]";
        }
    }

    /// How long to wait. A call that moves bytes may take longer than `attempt` and `call` by the time that
    /// its bytes take at 4 MiB/s. The defaults end a call within 10 seconds even if the store accepts
    /// connections and is silent.
    ///
    /// @param connect for a connection, by default 1 s
    /// @param read for the next byte, by default 3 s
    /// @param attempt for one attempt of a call, by default 3 s
    /// @param call for a call with all its retries, by default 8 s
    /// @param maxAttempts how often a call is tried at most, by default 3
    public record Timeouts(Duration connect, Duration read, Duration attempt, Duration call, Integer maxAttempts) {

        static final Timeouts DEFAULTS = new Timeouts(
                Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(8), 3);

        private static final long SLOWEST_BYTES_PER_SECOND = 4L << 20;

        /// @throws IllegalArgumentException if one is not positive
        public Timeouts {
            connect = connect == null ? DEFAULTS.connect : positive(connect);
            read = read == null ? DEFAULTS.read : positive(read);
            attempt = attempt == null ? DEFAULTS.attempt : positive(attempt);
            call = call == null ? DEFAULTS.call : positive(call);
            maxAttempts = maxAttempts == null ? DEFAULTS.maxAttempts : maxAttempts;
            if (maxAttempts < 1) {
                throw new IllegalArgumentException("maxAttempts must be positive");
            }
        }

        Duration attempt(long sizeBytes) {
            return attempt.plus(moving(sizeBytes));
        }

        Duration call(long sizeBytes) {
            return call.plus(moving(sizeBytes));
        }

        // Four times: whoever reads has work to do between the reads.
        Duration stream(long sizeBytes) {
            return call(sizeBytes).multipliedBy(4);
        }

        private static Duration moving(long sizeBytes) {
            return Duration.ofMillis(sizeBytes * 1000 / SLOWEST_BYTES_PER_SECOND);
        }

        private static Duration positive(Duration timeout) {
            if (!timeout.isPositive()) {
                throw new IllegalArgumentException("a time-out must be positive");
            }
            return timeout;
        }
    }
}
