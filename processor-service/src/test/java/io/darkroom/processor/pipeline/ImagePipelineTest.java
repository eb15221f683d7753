package io.darkroom.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.ImageResult;
import io.darkroom.events.Label;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Outcome;
import io.darkroom.events.ProcessorRun;
import io.darkroom.events.Sha256;
import io.darkroom.events.SourceFacts;
import io.darkroom.processor.RecordingPublisher;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.RecognisedLabel;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.processor.api.SourceHeader;
import io.darkroom.processor.result.OutcomeWriter;
import io.darkroom.processor.result.ResultLimits;
import io.darkroom.processor.worker.Claimant;
import io.darkroom.processor.worker.WorkerOutcome;
import io.darkroom.processor.worker.WorkerRun;
import io.darkroom.processor.worker.Workers;
import io.darkroom.store.Bucket;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.Manifest;
import io.darkroom.store.ObjectKey;
import io.darkroom.store.RawImage;
import io.darkroom.store.Retention;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

/// With the store, the broker and the workers in memory.
class ImagePipelineTest {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final CustomerId ACME = new CustomerId("acme");
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3};
    private static final Patience IMPATIENT = new Patience(Duration.ofMillis(1), Duration.ofMillis(5));

    @TempDir
    Path directory;

    private final InMemoryImageStore store = new InMemoryImageStore();
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<ImageRequest> requests = new CopyOnWriteArrayList<>();
    private WorkDirectory work;

    @BeforeEach
    void setUp() {
        work = WorkDirectory.open(directory, DataSize.ofMegabytes(1));
    }

    @AfterEach
    void tearDown() throws IOException {
        work.close();
    }

    @Test
    void storesWhatTheProcessorsMadeThenTheManifestThenPublishesIt() throws Exception {
        ImageReceived image = stored(1);
        ImagePipeline pipeline = pipeline(step("first", this::makeThumbnail), step("second", this::recognise));

        ImageProcessed processed = pipeline.process(image);

        assertThat(processed)
                .isEqualTo(new ImageProcessed(
                        image.imageId(),
                        ACME,
                        Channel.UPLOAD,
                        image.receivedAt(),
                        "image/jpeg",
                        6,
                        Sha256.of(JPEG),
                        1,
                        NOW,
                        NOW,
                        Outcome.PROCESSED,
                        null,
                        new SourceFacts(40, 30, 1, 6, "srgb"),
                        List.of(new ImageResult(
                                "thumbnail",
                                "image/jpeg",
                                4,
                                3,
                                6,
                                Sha256.of(JPEG),
                                InMemoryImageStore.locationOf(thumbnailOf(image)))),
                        List.of(new Label("cat", 0.9)),
                        List.of(new ProcessorRun("first", "1.0", 5), new ProcessorRun("second", "1.0", 5)),
                        NOW.plus(Duration.ofDays(7))));
        assertThat(publisher.published()).containsExactly(processed);
        assertThat(store.findManifest(ACME, image.imageId()))
                .contains(new Manifest(processed, Map.of("second.sharpness", "0.8")));
        assertThat(store.bytes(thumbnailOf(image))).contains(JPEG);
    }

    @Test
    void leavesNothingInTheWorkDirectory() throws Exception {
        pipeline(step("only", this::makeThumbnail)).process(stored(1));
        pipeline(step("only", _ -> rejected(RejectionReason.CORRUPT_IMAGE))).process(stored(2));

        assertThat(requests.getFirst().input()).doesNotExist();
        assertThat(work.workers().resolveSibling("images")).isEmptyDirectory();
    }

    @Test
    void publishesAgainWhatStandsWhenTheEventComesAgain() throws Exception {
        ImageReceived image = stored(1);
        ImagePipeline pipeline = pipeline(step("only", this::makeThumbnail));
        ImageProcessed first = pipeline.process(image);

        ImageProcessed second = pipeline.process(image);

        assertThat(second).isEqualTo(first);
        assertThat(publisher.published()).containsExactly(first, first);
        assertThat(requests).hasSize(1);
        assertThat(registry.get("darkroom.processor.republished").counter().count())
                .isOne();
    }

    @Test
    void worksAgainOnAReplay() throws Exception {
        ImageReceived image = stored(1);
        pipeline(step("only", _ -> rejected(RejectionReason.CORRUPT_IMAGE))).process(image);

        ImageProcessed replayed = pipeline(step("only", this::makeThumbnail)).process(attempt(image, 2));

        assertThat(replayed.attempt()).isEqualTo(2);
        assertThat(replayed.outcome()).isEqualTo(Outcome.PROCESSED);
        assertThat(store.findManifest(ACME, image.imageId()).orElseThrow().processed())
                .isEqualTo(replayed);
        assertThat(pipeline(step("only", this::makeThumbnail)).process(image))
                .as("a late delivery of the first attempt")
                .isEqualTo(replayed);
    }

    @Test
    void publishesTheOtherOnesManifestWhenTwoWorkedOnOneImage() throws Exception {
        ImageReceived image = stored(1);
        ImagePipeline slower = pipeline(step("only", request -> {
            processInTheMeantime(image);
            return makeThumbnail(request);
        }));

        ImageProcessed published = slower.process(image);

        assertThat(published.failure()).extracting(Failure::code).isEqualTo(FailureCode.CORRUPT_IMAGE);
        assertThat(publisher.published()).containsExactly(published, published);
    }

    private void processInTheMeantime(ImageReceived image) {
        try {
            pipeline(step("faster", _ -> rejected(RejectionReason.CORRUPT_IMAGE)))
                    .process(image);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void letsAnEventThatComesTwiceAtOnceWaitForTheFirst() throws Exception {
        ImageReceived image = stored(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ImagePipeline pipeline = pipeline(step("only", request -> {
            begun.countDown();
            awaitUninterrupted(go);
            return makeThumbnail(request);
        }));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ImageProcessed> first = threads.submit(() -> pipeline.process(image));
            begun.await();

            Future<ImageProcessed> second = threads.submit(() -> pipeline.process(image));
            go.countDown();

            assertThat(second.get()).isEqualTo(first.get());
            assertThat(requests).hasSize(1);
        }
    }

    @Test
    void failsAnImageWhoseOriginalIsGone() throws Exception {
        ImageReceived image = stored(1);
        store.expire(new ObjectKey.Raw(ACME, image.imageId()));

        assertThat(failureOf(image, step("only", this::makeThumbnail)).code()).isEqualTo(FailureCode.RAW_MISSING);
        assertThat(requests).isEmpty();
    }

    @Test
    void failsAnImageWhoseOriginalIsNotWhatWasReceived() throws Exception {
        ImageReceived stored = stored(1);
        ImageReceived image = received(stored.imageId(), "image/jpeg", Sha256.of(new byte[] {9}), 1);

        assertThat(failureOf(image, step("only", this::makeThumbnail)).code()).isEqualTo(FailureCode.CHECKSUM_MISMATCH);
    }

    @Test
    void runsAProcessorOnlyOnTypesThatItTakes() throws Exception {
        ProcessorStep other = new ProcessorStep(
                new ProcessorStep.Settings("other", Set.of("image/tiff"), SOON, Map.of(), false),
                workers(_ -> died(false)),
                limits());

        ImageProcessed processed =
                pipeline(other, step("only", this::makeThumbnail)).process(stored(1));

        assertThat(processed.processors()).extracting(ProcessorRun::name).containsExactly("only");
        assertThat(failureOf(stored(2), other).code()).isEqualTo(FailureCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void tellsTheSenderWhyAProcessorRejectedTheImage(RejectionReason reason) throws Exception {
        Failure failure = failureOf(stored(1), step("only", _ -> rejected(reason)));

        assertThat(failure.code().name()).isEqualTo(reason.name());
        assertThat(failure.message()).isEqualTo("Not this one.");
        assertThat(failure.processor()).isEqualTo("only");
    }

    @Test
    void endsAnImageAtTheFirstProcessorThatFailsItAndKeepsNothingOfTheOthers() throws Exception {
        ImageReceived image = stored(1);

        Failure failure = failureOf(
                image,
                step("first", this::makeThumbnail),
                step("second", _ -> new WorkerOutcome.Answered(new ProcessorAnswer.Failed("a secret of ours"))),
                step("third", this::recognise));

        assertThat(failure.code()).isEqualTo(FailureCode.PROCESSOR_CRASHED);
        assertThat(failure.message()).doesNotContain("secret");
        assertThat(requests).hasSize(2);
        assertThat(store.keys(Bucket.RESULTS)).containsExactly("results/acme/" + image.imageId() + "/manifest.json");
    }

    @Test
    void triesAnImageOnceMoreWhenItsWorkerDiesOrTalksNonsense() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        WorkerFake once = request -> tries.incrementAndGet() == 1 ? died(false) : makeThumbnail(request);

        assertThat(pipeline(step("only", once)).process(stored(1)).outcome()).isEqualTo(Outcome.PROCESSED);

        assertThat(failureOf(stored(2), step("only", _ -> died(false))).code())
                .isEqualTo(FailureCode.PROCESSOR_CRASHED);
        assertThat(failureOf(stored(3), step("only", _ -> died(true))).code())
                .isEqualTo(FailureCode.PROCESSOR_OUT_OF_MEMORY);
        assertThat(failureOf(stored(4), step("only", _ -> new WorkerOutcome.Broke("nonsense")))
                        .code())
                .isEqualTo(FailureCode.INVALID_RESULT);
        assertThat(requests).hasSize(8);
    }

    @Test
    void doesNotTryAnImageAgainThatRanIntoItsDeadline() throws Exception {
        assertThat(failureOf(stored(1), step("only", _ -> new WorkerOutcome.TimedOut()))
                        .code())
                .isEqualTo(FailureCode.PROCESSOR_TIMEOUT);
        assertThat(requests).hasSize(1);
    }

    @Test
    void refusesAResultThatIsNotWhatItSays() throws Exception {
        Failure failure = failureOf(stored(1), step("only", request -> {
            write(request, "page.jpg", "<html>".getBytes(StandardCharsets.UTF_8));
            return done(new ResultFile("page", "page.jpg", "image/jpeg", 1, 1));
        }));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESULT);
    }

    @Test
    void refusesANameThatAnEarlierProcessorUsed() throws Exception {
        Failure failure = failureOf(stored(1), step("first", this::makeThumbnail), step("second", this::makeThumbnail));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESULT);
        assertThat(failure.processor()).isEqualTo("second");
    }

    @Test
    void runsIndependentProcessorsSideBySideAndGathersInTheConfiguredOrder() throws Exception {
        CountDownLatch bothWork = new CountDownLatch(2);
        WorkerFake first = request -> {
            meet(bothWork);
            return makeThumbnail(request);
        };
        WorkerFake second = request -> {
            meet(bothWork);
            return recognise(request);
        };

        ImageProcessed processed =
                pipeline(step("first", first), beside("second", second)).process(stored(1));

        assertThat(processed.outcome()).isEqualTo(Outcome.PROCESSED);
        assertThat(processed.processors()).extracting(ProcessorRun::name).containsExactly("first", "second");
        assertThat(processed.results()).hasSize(1);
        assertThat(processed.labels()).hasSize(1);
    }

    @Test
    void letsTheFirstConfiguredRefusalCountHoweverQuickTheOthersAre() throws Exception {
        CountDownLatch secondIsDone = new CountDownLatch(1);
        WorkerFake slow = _ -> {
            awaitUninterrupted(secondIsDone);
            return rejected(RejectionReason.TOO_MANY_PIXELS);
        };
        WorkerFake quick = _ -> {
            secondIsDone.countDown();
            return rejected(RejectionReason.CORRUPT_IMAGE);
        };

        Failure failure =
                failureOf(stored(1), step("first", slow), beside("second", quick), step("third", this::makeThumbnail));

        assertThat(failure.code()).isEqualTo(FailureCode.TOO_MANY_PIXELS);
        assertThat(failure.processor()).isEqualTo("first");
        assertThat(requests).as("the third is never asked").hasSize(2);
    }

    @Test
    void refusesANameThatTheProcessorBesideUsed() throws Exception {
        Failure failure =
                failureOf(stored(1), step("first", this::makeThumbnail), beside("second", this::makeThumbnail));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESULT);
        assertThat(failure.processor()).isEqualTo("second");
    }

    @Test
    void keepsInTheManifestWhatTheProcessorsWereTold() throws Exception {
        ImageReceived image = stored(1);
        ProcessorStep told = new ProcessorStep(
                new ProcessorStep.Settings("told", Set.of("image/jpeg"), SOON, Map.of("quality", "80"), false),
                workers(this::makeThumbnail),
                limits());

        pipeline(told, step("untold", this::recognise)).process(image);

        assertThat(store.findManifest(ACME, image.imageId()).orElseThrow().parameters())
                .isEqualTo(Map.of("told", Map.of("quality", "80")));
    }

    @Test
    void waitsForTheStoreAsLongAsItIsAway() throws Exception {
        ImageReceived image = stored(1);
        CountDownLatch away = new CountDownLatch(1);
        ImagePipeline pipeline = pipeline(step("only", request -> {
            store.goAway();
            away.countDown();
            return makeThumbnail(request);
        }));

        CompletableFuture<ImageProcessed> processing = inBackground(pipeline, image);
        away.await();
        await().during(Duration.ofMillis(50)).atMost(SOON).until(() -> !processing.isDone());
        store.comeBack();

        assertThat(processing)
                .succeedsWithin(SOON)
                .extracting(ImageProcessed::outcome)
                .isEqualTo(Outcome.PROCESSED);
        assertThat(requests).as("the work itself is not done again").hasSize(1);
    }

    @Test
    void waitsForTheBrokerAsLongAsItIsAway() throws Exception {
        ImageReceived image = stored(1);
        publisher.goAway();

        CompletableFuture<ImageProcessed> processing = inBackground(pipeline(step("only", this::makeThumbnail)), image);
        await().atMost(SOON)
                .until(() -> store.findManifest(ACME, image.imageId()).isPresent());
        assertThat(processing).isNotDone();
        publisher.comeBack();

        assertThat(processing).succeedsWithin(SOON);
        assertThat(publisher.published()).hasSize(1);
    }

    @Test
    void waitsForRoomInTheWorkDirectory() throws Exception {
        ImageReceived image = stored(1);
        WorkDirectory full = WorkDirectory.open(directory.resolve("full"), DataSize.ofTerabytes(1_000_000));
        ImagePipeline pipeline = pipelineIn(full, step("only", this::makeThumbnail));

        CompletableFuture<ImageProcessed> processing = inBackground(pipeline, image);
        await().during(Duration.ofMillis(50)).atMost(SOON).until(() -> !processing.isDone());
        assertThat(store.keys(Bucket.RESULTS)).isEmpty();
        processing.cancel(true);
        full.close();
    }

    @Test
    void givesUpOnADefectOfOursAfterAFewTries() throws Exception {
        Failure failure = failureOf(stored(1), step("only", _ -> {
            throw new IllegalStateException("a defect");
        }));

        assertThat(failure.code()).isEqualTo(FailureCode.INTERNAL);
        assertThat(requests).hasSize(3);
    }

    @Test
    void leavesNoOutcomeWhenTheServiceStopsInTheMiddle() throws Exception {
        ImageReceived image = stored(1);
        Workers stopping = (_, _) -> {
            throw new InterruptedException("the pool was closed");
        };
        ProcessorStep step = new ProcessorStep(
                new ProcessorStep.Settings("only", Set.of("image/jpeg"), SOON, Map.of(), false), stopping, limits());

        CompletableFuture<ImageProcessed> processing = inBackground(pipeline(step), image);

        assertThat(processing).failsWithin(SOON);
        assertThat(store.keys(Bucket.RESULTS)).isEmpty();
        assertThat(publisher.published()).isEmpty();
    }

    @Test
    void asksForWorkersInTheNameOfTheImagesCustomer() throws Exception {
        ImageReceived image = stored(1);
        List<Claimant> claimants = new ArrayList<>();
        Workers dying = (claimant, _) -> {
            claimants.add(claimant);
            return new WorkerRun(new WorkerOutcome.Died(false, "exit 1"), "1.0", Duration.ofMillis(5));
        };
        ProcessorStep step = new ProcessorStep(
                new ProcessorStep.Settings("only", Set.of("image/jpeg"), SOON, Map.of(), false), dying, limits());

        pipeline(step).process(image);

        assertThat(claimants).hasSize(2).containsOnly(new Claimant(Channel.UPLOAD, image.customerId()));
    }

    private interface WorkerFake {
        WorkerOutcome work(ImageRequest request) throws IOException;
    }

    private Workers workers(WorkerFake fake) {
        return (_, request) -> {
            requests.add(request);
            try {
                return new WorkerRun(fake.work(request), "1.0", Duration.ofMillis(5));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private ProcessorStep step(String name, WorkerFake fake) {
        return new ProcessorStep(
                new ProcessorStep.Settings(name, Set.of("image/jpeg"), SOON, Map.of(), false), workers(fake), limits());
    }

    private ProcessorStep beside(String name, WorkerFake fake) {
        return new ProcessorStep(
                new ProcessorStep.Settings(name, Set.of("image/jpeg"), SOON, Map.of(), true), workers(fake), limits());
    }

    private static void meet(CountDownLatch all) {
        all.countDown();
        awaitUninterrupted(all);
    }

    private static ResultLimits limits() {
        return new ResultLimits(4, DataSize.ofKilobytes(1), Set.of("image/jpeg"), 4, 4);
    }

    private ImagePipeline pipeline(ProcessorStep... steps) {
        return pipelineIn(work, steps);
    }

    private ImagePipeline pipelineIn(WorkDirectory workDirectory, ProcessorStep... steps) {
        Workshop workshop = new Workshop(
                store,
                workDirectory,
                new ProcessorChain(List.of(steps)),
                new OutcomeWriter(Clock.fixed(NOW, ZoneOffset.UTC), new Retention(7)),
                IMPATIENT);
        return new ImagePipeline(store, workshop, publisher, IMPATIENT, registry);
    }

    private Failure failureOf(ImageReceived image, ProcessorStep... steps) throws InterruptedException {
        ImageProcessed processed = pipeline(steps).process(image);
        assertThat(processed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(processed.results()).isEmpty();
        return processed.failure();
    }

    private WorkerOutcome makeThumbnail(ImageRequest request) throws IOException {
        assertThat(request.input()).hasBinaryContent(JPEG);
        assertThat(request.outputDirectory()).isEmptyDirectory();
        write(request, "t.jpg", JPEG);
        return new WorkerOutcome.Answered(new ProcessorAnswer.Done(
                List.of(new ResultFile("thumbnail", "t.jpg", "image/jpeg", 4, 3)),
                List.of(),
                Map.of(),
                new SourceHeader(40, 30, 1, 6, "srgb")));
    }

    private WorkerOutcome recognise(ImageRequest request) {
        return new WorkerOutcome.Answered(new ProcessorAnswer.Done(
                List.of(), List.of(new RecognisedLabel("cat", 0.9)), Map.of("sharpness", "0.8"), null));
    }

    private static WorkerOutcome done(ResultFile result) {
        return new WorkerOutcome.Answered(new ProcessorAnswer.Done(List.of(result), List.of(), Map.of(), null));
    }

    private static WorkerOutcome rejected(RejectionReason reason) {
        return new WorkerOutcome.Answered(new ProcessorAnswer.Rejected(reason, "Not\nthis one."));
    }

    private static WorkerOutcome died(boolean outOfMemory) {
        return new WorkerOutcome.Died(outOfMemory, "killed by a test");
    }

    private static void write(ImageRequest request, String file, byte[] bytes) throws IOException {
        Files.write(request.outputDirectory().resolve(file), bytes);
    }

    private ImageReceived stored(int number) throws IOException {
        ImageId id = ImageId.ofUpload(ACME, "image-" + number);
        store.putRaw(
                new RawImage(ACME, id, Channel.UPLOAD, NOW, "image/jpeg", null, Map.of()),
                new ByteArrayInputStream(JPEG));
        return received(id, "image/jpeg", Sha256.of(JPEG), 1);
    }

    private static ImageReceived received(ImageId id, String mediaType, Sha256 sha256, int attempt) {
        return new ImageReceived(
                id,
                ACME,
                Channel.UPLOAD,
                NOW,
                attempt,
                mediaType,
                6,
                sha256,
                new ObjectLocation("darkroom-raw", "raw/acme/" + id),
                null,
                Map.of());
    }

    private static ImageReceived attempt(ImageReceived image, int attempt) {
        return received(image.imageId(), image.mediaType(), image.sha256(), attempt);
    }

    private static ObjectKey.Result thumbnailOf(ImageReceived image) {
        return new ObjectKey.Result(ACME, image.imageId(), "thumbnail", "jpg");
    }

    private static CompletableFuture<ImageProcessed> inBackground(ImagePipeline pipeline, ImageReceived image) {
        CompletableFuture<ImageProcessed> result = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                result.complete(pipeline.process(image));
            } catch (InterruptedException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        var _ = result.whenComplete((_, _) -> thread.interrupt());
        return result;
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
