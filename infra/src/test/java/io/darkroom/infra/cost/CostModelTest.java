package io.darkroom.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.darkroom.infra.config.Environments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What an environment costs.
class CostModelTest {

    private static final Path PAGE = Path.of("../docs/cost.md");

    @Test
    void isWhatThePageSays() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page).contains(new CostModel(Environments.SINGAPORE).markdown());
    }

    @Test
    void reckonsTheWorkFromMeasuredCpu() {
        CostLine work = new CostModel(Environments.SINGAPORE).perMillionImages().getFirst();

        // 1e6 × 0.0867 s ÷ 0.5 ÷ 3600 s = 48.17 hours, each $0.04045 + 2 × $0.00442.
        assertThat(work.dollars()).isCloseTo(48.17 * 0.04929, offset(0.01));
    }

    @Test
    void countsTheListingsThatCompareOriginalsWithFacts() {
        CostLine listings = new CostModel(Environments.SINGAPORE)
                .perMillionImages().stream()
                        .filter(line -> line.what().startsWith("Comparing"))
                        .findFirst()
                        .orElseThrow();

        // Each hour of 8 days, a request for 1000 of the million originals: 192,000 requests at $0.005 a thousand.
        assertThat(listings.dollars()).isCloseTo(0.96, offset(0.001));
    }
}
