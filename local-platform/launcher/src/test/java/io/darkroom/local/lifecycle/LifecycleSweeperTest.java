package io.darkroom.local.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.local.lifecycle.SweepRule.AbortUploads;
import io.darkroom.local.lifecycle.SweepRule.ExpireObjects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleSweeperTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-15T10:30:00Z");
    private static final Instant GONE = Instant.parse("2026-11-23T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // AWS's own example: three days after 10:30 on the 15th is the midnight that begins the 19th.
        "2014-01-15T10:30:00Z,     3, 2014-01-19T00:00:00Z",
        "2026-11-15T10:30:00Z,     7, 2026-11-23T00:00:00Z",
        "2026-11-15T00:00:00Z,     7, 2026-11-23T00:00:00Z",
        "2026-11-15T23:59:59.999Z, 7, 2026-11-23T00:00:00Z",
        "2026-12-30T12:00:00Z,     1, 2027-01-01T00:00:00Z",
        "2028-02-21T12:00:00Z,     7, 2028-02-29T00:00:00Z",
    })
    void somethingIsDueAtTheMidnightAfterItsDays(Instant since, int days, Instant due) {
        assertThat(new ExpireObjects("", days).due(since)).isEqualTo(due);
    }

    @Test
    void anObjectIsThereAMinuteBeforeItsSeventhDayEnds() {
        FakeBucket bucket = sevenDays().put("image", WRITTEN);

        sweep(bucket, WRITTEN.plus(Duration.ofDays(7)).minus(Duration.ofMinutes(1)));

        assertThat(bucket.keys()).containsExactly("image");
    }

    @Test
    void anObjectIsThereUntilTheMidnightAfterItsSeventhDay() {
        FakeBucket bucket = sevenDays().put("image", WRITTEN);

        sweep(bucket, GONE.minusMillis(1));

        assertThat(bucket.keys()).containsExactly("image");
    }

    @Test
    void anObjectIsGoneFromThatMidnightOn() {
        FakeBucket bucket = sevenDays().put("image", WRITTEN);

        Swept swept = sweep(bucket, GONE);

        assertThat(bucket.keys()).isEmpty();
        assertThat(swept).isEqualTo(new Swept(1, 0, 0));
    }

    @Test
    void aRuleIsForKeysThatBeginWithItsPrefixOnly() {
        FakeBucket bucket = new FakeBucket(new ExpireObjects("raw/acme/", 7))
                .put("raw/acme", WRITTEN)
                .put("raw/acme-2/x", WRITTEN)
                .put("raw/acme/x", WRITTEN)
                .put("raw/acmf/x", WRITTEN)
                .put("results/raw/acme/x", WRITTEN);

        sweep(bucket, GONE);

        assertThat(bucket.keys()).containsExactly("raw/acme", "raw/acme-2/x", "raw/acmf/x", "results/raw/acme/x");
    }

    @Test
    void theShortestOfSeveralRulesDecides() {
        FakeBucket bucket = new FakeBucket(new ExpireObjects("", 30), new ExpireObjects("raw/", 7))
                .put("raw/x", WRITTEN)
                .put("results/x", WRITTEN);

        sweep(bucket, GONE);

        assertThat(bucket.keys()).containsExactly("results/x");
    }

    @Test
    void withoutRulesEverythingStays() {
        FakeBucket bucket = new FakeBucket().put("image", WRITTEN);

        sweep(bucket, GONE.plus(Duration.ofDays(1_000)));

        assertThat(bucket.keys()).containsExactly("image");
    }

    @Test
    void findsWhatIsDueOnEveryPage() {
        FakeBucket bucket = sevenDays();
        int objects = 2 * FakeBucket.PAGE_SIZE + 500;
        for (int i = 0; i < objects; i++) {
            bucket.put("image-%05d".formatted(i), i % 5 == 0 ? GONE : WRITTEN);
        }

        Swept swept = sweep(bucket, GONE);

        assertThat(swept.expiredObjects()).isEqualTo(objects * 4 / 5);
        assertThat(bucket.keys()).hasSize(objects / 5);
        assertThat(bucket.largestDelete).isLessThanOrEqualTo(FakeBucket.PAGE_SIZE);
    }

    @Test
    void abortsUploadsThatNobodyCompletedAndLeavesObjectsAlone() {
        FakeBucket bucket = new FakeBucket(new AbortUploads("", 1))
                .put("object", WRITTEN)
                .begin("old", WRITTEN)
                .begin("young", WRITTEN.plus(Duration.ofDays(1)));

        Swept swept = sweep(bucket, WRITTEN.plus(Duration.ofDays(2)));

        assertThat(bucket.uploadKeys()).containsExactly("young");
        assertThat(bucket.keys()).containsExactly("object");
        assertThat(swept).isEqualTo(new Swept(0, 1, 0));
    }

    @Test
    void expiringObjectsLeavesUploadsAlone() {
        FakeBucket bucket = sevenDays().begin("upload", WRITTEN);

        sweep(bucket, GONE);

        assertThat(bucket.uploadKeys()).containsExactly("upload");
    }

    @Test
    void aBucketThatFailsKeepsNoOtherFromBeingSweptAndIsTriedAgain() {
        FakeBucket broken = sevenDays().put("image", WRITTEN);
        FakeBucket healthy = sevenDays().put("image", WRITTEN);
        broken.isDown(true);

        try (var sweeper = new LifecycleSweeper(List.of(broken, healthy), clockAt(GONE))) {
            Swept first = sweeper.sweep();
            broken.isDown(false);
            Swept second = sweeper.sweep();

            assertThat(first).isEqualTo(new Swept(1, 0, 1));
            assertThat(second).isEqualTo(new Swept(1, 0, 0));
            assertThat(broken.keys()).isEmpty();
            assertThat(healthy.keys()).isEmpty();
        }
    }

    private static FakeBucket sevenDays() {
        return new FakeBucket(new ExpireObjects("", 7));
    }

    private static Swept sweep(FakeBucket bucket, Instant now) {
        try (var sweeper = new LifecycleSweeper(List.of(bucket), clockAt(now))) {
            return sweeper.sweep();
        }
    }

    private static Clock clockAt(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
