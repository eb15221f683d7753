package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void showsWhatBecameOfEachCustomersImages() {
        String text = Report.numbers(
                List.of(
                        new Numbers.Outcomes("acme", "image/jpeg", "PROCESSED", 12),
                        new Numbers.Outcomes("acme", "image/png", "FAILED TOO_MANY_PIXELS", 1)),
                new Numbers.Balance(13, 12, 1, 0));

        assertThat(text.lines())
                .anyMatch(line -> line.matches(" *acme +image/jpeg +PROCESSED +12"))
                .anyMatch(line -> line.matches(" *acme +image/png +FAILED TOO_MANY_PIXELS +1"))
                .contains("  balance: 13 accepted = 12 processed + 1 failed + 0 in flight");
    }

    @Test
    void showsABalanceThatDoesNotClose() {
        String text = Report.numbers(List.of(), new Numbers.Balance(3, 1, 1, 0));

        assertThat(text).contains("3 accepted ≠ 1 processed + 1 failed + 0 in flight");
    }

    @Test
    void namesAnImageWhoseTypeNobodyCouldTell() {
        String text = Report.numbers(
                List.of(new Numbers.Outcomes("globex", null, "FAILED EMPTY", 1)), new Numbers.Balance(1, 0, 1, 0));

        assertThat(text).contains("(unknown)");
    }
}
