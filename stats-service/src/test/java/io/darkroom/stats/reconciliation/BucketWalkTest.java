package io.darkroom.stats.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.store.Bucket;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.ListedRaw;
import io.darkroom.store.ObjectKey;
import io.darkroom.store.RawImage;
import io.darkroom.store.RawPage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BucketWalkTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-22T12:00:00Z");
    private static final WrittenBetween THEN = new WrittenBetween(WRITTEN.minusSeconds(1), WRITTEN.plusSeconds(1));

    private final InMemoryImageStore store = new InMemoryImageStore(Clock.fixed(WRITTEN, ZoneOffset.UTC));
    private final Set<ImageId> facts = new HashSet<>();
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void findsWhatHasNoFactPageByPageInTheOrderOfTheKeys() throws Exception {
        List<ObjectKey.Raw> missing = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            ObjectKey.Raw key = put(i % 3 == 0 ? "acme" : "globex");
            if (i % 500 == 7) {
                missing.add(key);
            } else {
                facts.add(key.imageId());
            }
        }

        Findings findings = walk(THEN);

        assertThat(findings.originals()).isEqualTo(2500);
        assertThat(findings.unaccounted()).isEqualTo(5);
        assertThat(paths(findings.first()))
                .containsExactlyElementsOf(
                        missing.stream().map(ObjectKey.Raw::path).sorted().toList());
        assertThat(findings.first()).extracting(ListedRaw::writtenAt).containsOnly(WRITTEN);
        assertThat(asked).containsExactly(RawPage.MOST_ORIGINALS, RawPage.MOST_ORIGINALS, 500);
    }

    @Test
    void leavesAloneWhatIsTooYoungToHaveAFactAndWhatIsTooOld() throws Exception {
        put("acme");

        assertThat(walk(new WrittenBetween(WRITTEN, WRITTEN.plusMillis(1))).unaccounted())
                .isEqualTo(1);
        assertThat(walk(new WrittenBetween(WRITTEN.minusSeconds(9), WRITTEN)).originals())
                .isZero();
        assertThat(walk(new WrittenBetween(WRITTEN.plusMillis(1), WRITTEN.plusSeconds(9)))
                        .originals())
                .isZero();
        assertThat(asked).containsExactly(1);
    }

    @Test
    void countsAllButKeepsTheFirstOnly() throws Exception {
        for (int i = 0; i < Findings.MOST_KEPT + 500; i++) {
            put("acme");
        }

        Findings findings = walk(THEN);

        assertThat(findings.unaccounted()).isEqualTo(Findings.MOST_KEPT + 500);
        assertThat(paths(findings.first()))
                .containsExactlyElementsOf(store.keys(Bucket.RAW).stream()
                        .limit(Findings.MOST_KEPT)
                        .toList());
    }

    @Test
    void findsNothingInAnEmptyBucket() {
        assertThat(walk(THEN)).isEqualTo(new Findings(0, 0, List.of()));
    }

    private Findings walk(WrittenBetween written) {
        return new BucketWalk(store, this::accounted, written).walk();
    }

    private Set<ImageId> accounted(List<ListedRaw> originals) {
        asked.add(originals.size());
        return originals.stream()
                .map(original -> original.key().imageId())
                .filter(facts::contains)
                .collect(Collectors.toSet());
    }

    private ObjectKey.Raw put(String customer) throws IOException {
        RawImage image = new RawImage(
                new CustomerId(customer), ImageId.random(), Channel.UPLOAD, WRITTEN, "image/png", null, Map.of());
        store.putRaw(image, new ByteArrayInputStream(new byte[1]));
        return image.key();
    }

    private static List<String> paths(List<ListedRaw> originals) {
        return originals.stream().map(original -> original.key().path()).toList();
    }
}
