package io.darkroom.processor.pipeline;

import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.Fault;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.ImageResult;
import io.darkroom.processor.result.OutcomeWriter;
import io.darkroom.processor.result.ResultWriter;
import io.darkroom.store.FetchedRaw;
import io.darkroom.store.ImageStore;
import io.darkroom.store.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The work on an image: fetch the original, run the processors, store what they made. It ends in a
/// manifest that is yet to be committed.
public final class Workshop {

    private final ImageStore store;
    private final WorkDirectory directory;
    private final ProcessorChain processors;
    private final OutcomeWriter outcomes;
    private final Patience patience;
    private final ResultWriter results;

    /// @param directory where files lie meanwhile
    /// @param processors what is run
    public Workshop(
            ImageStore store,
            WorkDirectory directory,
            ProcessorChain processors,
            OutcomeWriter outcomes,
            Patience patience) {
        this.store = store;
        this.directory = directory;
        this.processors = processors;
        this.outcomes = outcomes;
        this.patience = patience;
        this.results = new ResultWriter(store);
    }

    /// Works on an image. May be done again from the start.
    ///
    /// @throws IOException if the work directory is in trouble: the image is not to blame
    Manifest work(ImageReceived image, Instant startedAt) throws IOException, InterruptedException {
        try (WorkDirectory.Job job = directory.begin(image.sizeBytes())) {
            fetch(image, job);
            ChainOutcome outcome = processors.run(image, job);
            OutcomeWriter.Work work =
                    new OutcomeWriter.Work(image, startedAt, outcome.source(), outcome.runs(), outcome.parameters());
            return switch (outcome) {
                case ChainOutcome.Processed processed -> {
                    List<ImageResult> stored =
                            patience.until("store results", () -> results.write(image, processed.results()));
                    yield outcomes.processed(work, stored, processed.labels(), processed.attributes());
                }
                case ChainOutcome.Failed failed -> {
                    requireRoomUnlessItsOwnFault(failed.failure());
                    yield outcomes.failed(work, failed.failure());
                }
            };
        } catch (FailureException e) {
            if (e.code().fault() == Fault.DEPENDENCY) {
                throw e;
            }
            return failed(image, startedAt, new Failure(e.code(), e.reason(), null));
        }
    }

    /// What time it is.
    Instant now() {
        return outcomes.now();
    }

    /// Words a failure that came before or after the processors.
    Manifest failed(ImageReceived image, Instant startedAt, Failure failure) {
        return outcomes.failed(new OutcomeWriter.Work(image, startedAt, null, List.of(), Map.of()), failure);
    }

    private void fetch(ImageReceived image, WorkDirectory.Job job) throws InterruptedException {
        Optional<FetchedRaw> fetched = patience.until("fetch an original", () -> {
            Files.deleteIfExists(job.original());
            return store.fetchRaw(image.customerId(), image.imageId(), job.original());
        });
        FetchedRaw raw = fetched.orElseThrow(
                () -> new FailureException(FailureCode.RAW_MISSING, "The original is not in the store any more."));
        if (!raw.sha256().equals(image.sha256())) {
            throw new FailureException(
                    FailureCode.CHECKSUM_MISMATCH, "The stored original is not the one that was received.");
        }
    }

    // A processor that fails on a full disk says that it failed, not why.
    private void requireRoomUnlessItsOwnFault(Failure failure) throws IOException, InterruptedException {
        if (failure.fault() == Fault.PROCESSOR) {
            directory.requireRoom();
        }
    }
}
