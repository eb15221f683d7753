package io.darkroom.stats.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Watches what the last comparison of originals with facts found.
///
/// Meter: `darkroom.stats.unaccounted` (gauge): originals that have no event. Every instance reports
/// the same number: take the largest, not the sum. It has no value (NaN) while it is not known,
/// because no comparison was finished for three times as long as one is due in. Alert when it is
/// anything but 0 for two comparisons: one alone may meet an original whose event is just being
/// published.
public class UnaccountedWatch {

    private static final Logger LOG = LoggerFactory.getLogger(UnaccountedWatch.class);
    private static final int MISSED_COMPARISONS = 3;

    private final ReconciliationRepository comparisons;
    private final Duration knownFor;
    private volatile double unaccounted = Double.NaN;

    UnaccountedWatch(ReconciliationRepository comparisons, Duration every, MeterRegistry meters) {
        this.comparisons = comparisons;
        this.knownFor = every.multipliedBy(MISSED_COMPARISONS);
        meters.gauge("darkroom.stats.unaccounted", this, watch -> watch.unaccounted);
    }

    /// Looks now.
    public void measure() {
        try {
            OptionalLong found = comparisons.unaccounted(knownFor);
            unaccounted = found.isPresent() ? found.getAsLong() : Double.NaN;
        } catch (DataAccessException e) {
            unaccounted = Double.NaN;
            LOG.atInfo().addKeyValue("cause", e.toString()).log("unaccounted originals cannot be watched now");
        }
    }
}
