package io.darkroom.processor.worker;

import io.darkroom.processor.api.worker.WorkerGreeting;
import io.darkroom.processor.worker.WorkerMetrics.Cause;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings up workers of one processor, again and again while they do not become ready. Thread-safe.
final class WorkerStarts {

    private static final Logger log = LoggerFactory.getLogger(WorkerStarts.class);

    private final WorkerSpecification specification;
    private final WorkerLauncher launcher;
    private final WorkerMetrics metrics;
    private final RestartPause pause;
    private volatile String version = "unknown";
    private volatile @Nullable String unready;

    /// @param pause before each start
    WorkerStarts(
            WorkerSpecification specification, WorkerLauncher launcher, WorkerMetrics metrics, RestartPause pause) {
        this.specification = specification;
        this.launcher = launcher;
        this.metrics = metrics;
        this.pause = pause;
    }

    /// Records a start, if starts are recorded and none is yet.
    void prepare() {
        StartRecording recording = specification.recording();
        if (recording != null) {
            try {
                new StartRecorder(launcher).recordIfMissing(specification, recording);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The processor's version, as the last worker told it.
    String version() {
        return version;
    }

    /// Why the last worker did not become ready, if it did not.
    Optional<String> trouble() {
        return Optional.ofNullable(unready).map(reason -> "No worker becomes ready: " + reason);
    }

    /// Brings one up, however long that takes.
    ///
    /// @return a worker that has greeted; none if it is not wanted any more
    Optional<WorkerProcess> next(BooleanSupplier isWanted) throws InterruptedException {
        Optional<WorkerProcess> worker = Optional.empty();
        do {
            Thread.sleep(pause.current());
            if (isWanted.getAsBoolean()) {
                worker = tryNext();
            }
        } while (worker.isEmpty() && isWanted.getAsBoolean());
        return worker;
    }

    private Optional<WorkerProcess> tryNext() throws InterruptedException {
        WorkerProcess worker = null;
        boolean ready = false;
        StartRecording recording = specification.recording();
        boolean isReplayed = recording != null && recording.isUsed();
        try {
            worker = launcher.launch(specification);
            WorkerGreeting greeting =
                    worker.awaitGreeting(specification.limits().startTimeout());
            version = greeting.version();
            ready = true;
            unready = null;
            return Optional.of(worker);
        } catch (WorkerStartException e) {
            pause.grow();
            unready = e.getMessage();
            if (recording != null && isReplayed) {
                recording.distrust();
            }
            metrics.replaced(Cause.UNREADY);
            log.atError()
                    .addKeyValue("processor", specification.processor())
                    .addKeyValue("command", specification.command())
                    .addKeyValue("reason", e.getMessage())
                    .log("A worker did not become ready; trying again");
            return Optional.empty();
        } finally {
            if (worker != null && !ready) {
                worker.kill();
            }
        }
    }
}
