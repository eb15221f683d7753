package io.darkroom.processor.api.conformance;

import java.time.Duration;
import java.util.Locale;

/// What came of one case.
///
/// @param name of the case
/// @param verdict whether the processor did as it should
/// @param took how long it took
/// @param remark what was seen
record Finding(String name, Verdict verdict, Duration took, String remark) {

    /// How a case ends.
    enum Verdict {
        PASSED("✓"),
        FAILED("✗"),
        NOT_CHECKED("–");

        private final String sign;

        Verdict(String sign) {
            this.sign = sign;
        }
    }

    /// As a line of the report.
    String line() {
        return String.format(Locale.ROOT, "  %s %-34s %7d ms  %s", verdict.sign, name, took.toMillis(), remark);
    }
}
