package io.darkroom.processor.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/// Makes the recording of a Java worker's start: lets a worker start and end without an image, takes what its JVM has
/// recorded, and tries it. Needed once per build of a processor. Whatever goes wrong is only told: workers then start
/// without.
final class StartRecorder {

    private static final Logger log = LoggerFactory.getLogger(StartRecorder.class);

    /// The JVM puts the recording together when it ends, which takes it seconds.
    private static final Duration TO_FINISH = Duration.ofMinutes(2);

    private static final DataSize FILE_SIZE = DataSize.ofMegabytes(512);
    private static final int PROCESSES = 64;

    private final WorkerLauncher launcher;

    StartRecorder(WorkerLauncher launcher) {
        this.launcher = launcher;
    }

    /// Makes the recording if there is none.
    void recordIfMissing(WorkerSpecification specification, StartRecording recording) throws InterruptedException {
        if (recording.exists()) {
            return;
        }
        if (!recording.canBeMade()) {
            log.atInfo()
                    .addKeyValue("processor", specification.processor())
                    .addKeyValue("file", recording)
                    .log("A worker's start is not recorded, since the directory cannot be written");
            return;
        }
        long begin = System.nanoTime();
        try {
            record(specification, recording);
            log.atInfo()
                    .addKeyValue("processor", specification.processor())
                    .addKeyValue("file", recording)
                    .addKeyValue("took", Duration.ofNanos(System.nanoTime() - begin))
                    .log("A worker's start is recorded, so that later ones are quick");
        } catch (IOException | WorkerStartException e) {
            log.atWarn()
                    .addKeyValue("processor", specification.processor())
                    .addKeyValue("reason", e.getMessage())
                    .log("A worker's start could not be recorded; workers start without");
        }
    }

    private void record(WorkerSpecification specification, StartRecording recording)
            throws IOException, WorkerStartException, InterruptedException {
        try {
            startAndEnd(specification.with(recording.record(), roomy(specification.limits())), recording::take);
            startAndEnd(specification.with(recording.rehearse(), specification.limits()), _ -> {});
            recording.publish();
        } finally {
            recording.discard();
        }
    }

    /// What to do with the directory of a worker that has ended.
    private interface Leftovers {
        void look(Path directory) throws IOException;
    }

    private void startAndEnd(WorkerSpecification specification, Leftovers leftovers)
            throws IOException, WorkerStartException, InterruptedException {
        WorkerProcess worker = launcher.launch(specification);
        try {
            var _ = worker.awaitGreeting(specification.limits().startTimeout());
            worker.closeInput(TO_FINISH);
            leftovers.look(worker.directory());
        } finally {
            worker.kill();
        }
    }

    // The recording is larger than any result, and another JVM puts it together.
    private static WorkerLimits roomy(WorkerLimits limits) {
        return new WorkerLimits(
                limits.startTimeout(),
                limits.memory(),
                null,
                null,
                Math.max(PROCESSES, limits.maxProcesses()),
                FILE_SIZE,
                limits.recycleAfterImages(),
                limits.recycleAboveMemory());
    }
}
