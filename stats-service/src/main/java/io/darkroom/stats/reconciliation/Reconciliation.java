package io.darkroom.stats.reconciliation;

import io.darkroom.events.FailureException;
import io.darkroom.store.ImageStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.dao.DataAccessException;

/// Finds originals that never became an event: compares the listing of their bucket with the facts.
/// The instances of the service take turns; whoever sees first that a comparison is due does it.
public class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int MOST_KEYS_TOLD = 5;

    private final Supplier<? extends ImageStore> store;
    private final DueOriginals due;
    private final ReconciliationRepository comparisons;
    private final Duration every;
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private volatile boolean isFailing;

    /// @param store asked for at the first comparison, not before
    /// @param every how long after one comparison was begun the next is due
    Reconciliation(
            Supplier<? extends ImageStore> store,
            DueOriginals due,
            ReconciliationRepository comparisons,
            Duration every) {
        this.store = store;
        this.due = due;
        this.comparisons = comparisons;
        this.every = every;
    }

    /// Compares if that is due and nobody does it. While the store or the database is away nothing is
    /// found, and it is tried again at the next call.
    public void reconcile() {
        if (!isRunning.compareAndSet(false, true)) {
            return;
        }
        try {
            Optional<WrittenBetween> written = due.written();
            if (written.isPresent() && comparisons.begin(every)) {
                compareOrGiveUp(written.get());
            }
        } catch (FailureException | DataAccessException | BeansException e) {
            tellOnce(e);
        } finally {
            isRunning.set(false);
        }
    }

    private void compareOrGiveUp(WrittenBetween written) {
        boolean done = false;
        try {
            Findings findings = new BucketWalk(store.get(), comparisons, written).walk();
            comparisons.finish(findings, written.until());
            done = true;
            isFailing = false;
            tell(findings);
        } finally {
            if (!done) {
                comparisons.giveUp();
            }
        }
    }

    private static void tell(Findings findings) {
        if (findings.unaccounted() == 0) {
            return;
        }
        List<String> keys = findings.first().stream()
                .limit(MOST_KEYS_TOLD)
                .map(original -> original.key().path())
                .toList();
        LOG.atWarn()
                .addKeyValue("unaccounted", findings.unaccounted())
                .addKeyValue("originals", findings.originals())
                .addKeyValue("first", keys)
                .log("originals have no event");
    }

    // It is tried every minute: one line for each outage.
    private void tellOnce(RuntimeException cause) {
        if (!isFailing) {
            LOG.atWarn().addKeyValue("cause", cause.toString()).log("originals cannot be compared with the facts now");
        }
        isFailing = true;
    }
}
