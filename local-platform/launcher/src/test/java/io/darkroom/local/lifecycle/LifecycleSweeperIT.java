package io.darkroom.local.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.servers.LocalBuckets;
import io.darkroom.servers.RealServers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The rules that the platform puts on its buckets, carried out on a real server. Its objects cannot be made older, so
/// the clock goes ahead.
class LifecycleSweeperIT {

    private static final String BUCKET = LocalBuckets.RESULTS;
    private static final String EMPTY_BUCKET = "without-rules";

    private final S3Client client = RealServers.shared().s3().client();

    @BeforeEach
    void put() {
        put("results/acme/1/manifest.json");
    }

    @AfterEach
    void close() {
        keys().forEach(key ->
                client.deleteObject(request -> request.bucket(BUCKET).key(key)));
        client.close();
    }

    @Test
    void resultsAreKeptForSevenDaysAndGoneAtTheMidnightAfter() {
        Instant written = objects().getFirst().lastModified();
        Instant gone = written.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(8)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();

        Swept sevenDays = sweepAt(written.plus(Duration.ofDays(7)).minus(Duration.ofMinutes(1)));
        Swept justBefore = sweepAt(gone.minusMillis(1));
        List<String> kept = keys();
        Swept midnight = sweepAt(gone);

        assertThat(sevenDays.expiredObjects()).isZero();
        assertThat(justBefore.expiredObjects()).isZero();
        assertThat(kept).containsExactly("results/acme/1/manifest.json");
        assertThat(midnight).isEqualTo(new Swept(1, 0, 0));
        assertThat(keys()).isEmpty();
    }

    @Test
    void uploadsThatNobodyCompletedAreAbortedAfterADay() {
        client.createMultipartUpload(request -> request.bucket(BUCKET).key("unfinished"));

        Swept today = sweepAt(Instant.now());
        Swept later = sweepAt(Instant.now().plus(Duration.ofDays(2)));

        assertThat(today).isEqualTo(new Swept(0, 0, 0));
        assertThat(later).isEqualTo(new Swept(0, 1, 0));
        assertThat(client.listMultipartUploads(request -> request.bucket(BUCKET))
                        .uploads())
                .isEmpty();
    }

    @Test
    void anObjectThatWasReplacedAfterItWasListedStays() {
        SweptBucket bucket = new S3SweptBucket(client, BUCKET);
        List<AgedItem> listed = bucket.objects("", null).items();
        put("results/acme/1/manifest.json", "a later attempt");

        bucket.delete(listed);

        assertThat(keys()).containsExactly("results/acme/1/manifest.json");
    }

    @Test
    void findsObjectsBeyondTheFirstPage() {
        int objects = FakeBucket.PAGE_SIZE + 5;
        for (int i = 1; i < objects; i++) {
            put("results/acme/1/%05d.jpg".formatted(i));
        }

        Swept swept = sweepAt(Instant.now().plus(Duration.ofDays(9)));

        assertThat(swept.expiredObjects()).isEqualTo(objects);
        assertThat(keys()).isEmpty();
    }

    @Test
    void aBucketWithoutRulesIsLeftAlone() {
        client.createBucket(request -> request.bucket(EMPTY_BUCKET));

        assertThat(new S3SweptBucket(client, EMPTY_BUCKET).rules()).isEmpty();
    }

    @Test
    void sweepsAgainAndAgainUntilClosed() {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(9));
        try (var sweeper = new LifecycleSweeper(client, List.of(BUCKET), ahead)) {
            sweeper.start(Duration.ofMillis(50));
            await().atMost(Duration.ofMinutes(2)).until(() -> keys().isEmpty());

            put("results/acme/2/manifest.json");

            await().atMost(Duration.ofMinutes(2)).until(() -> keys().isEmpty());
        }
    }

    private Swept sweepAt(Instant now) {
        try (var sweeper = new LifecycleSweeper(client, List.of(BUCKET), Clock.fixed(now, ZoneOffset.UTC))) {
            return sweeper.sweep();
        }
    }

    private void put(String key) {
        put(key, key);
    }

    private void put(String key, String content) {
        client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    private List<String> keys() {
        return objects().stream().map(S3Object::key).toList();
    }

    private List<S3Object> objects() {
        return client.listObjectsV2(request -> request.bucket(BUCKET)).contents();
    }
}
