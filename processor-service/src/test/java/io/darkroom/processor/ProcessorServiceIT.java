package io.darkroom.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageFormat;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.ImageResult;
import io.darkroom.events.Outcome;
import io.darkroom.events.SourceFacts;
import io.darkroom.events.Topics;
import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.S3Server;
import io.darkroom.store.ImageStore;
import io.darkroom.store.RawImage;
import io.darkroom.store.RawWrite;
import io.darkroom.support.EventPublisher;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaOperations;

/// The whole service with its built-in processor, against a real broker and a real object store.
class ProcessorServiceIT {

    private static final Duration SOON = Duration.ofMinutes(4);
    private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(1);
    private static final CustomerId ACME = new CustomerId("acme");
    private static final CustomerId GLOBEX = new CustomerId("globex");
    private static final Infrastructure SERVERS = Infrastructure.shared();

    @TempDir
    static Path work;

    private static ConfigurableApplicationContext service;
    private static OutcomeReader outcomes;
    private static int images;

    @BeforeAll
    static void start() {
        service = startService();
        outcomes = new OutcomeReader(SERVERS.bootstrapServers(), Topics.PROCESSED, Topics.deadLetters(Topics.UPLOADED));
    }

    @AfterAll
    static void stop() {
        outcomes.close();
        service.close();
        assertThat(work).as("the work directory").isEmptyDirectory();
        assertThat(workers()).isEmpty();
    }

    @Test
    void turnsAnUploadIntoRenditionsAManifestAndAnEvent() throws Exception {
        ImageReceived image = received(Channel.UPLOAD, photograph(3000, 2000));

        ImageProcessed processed = outcomeOf(image);

        assertThat(processed.outcome()).isEqualTo(Outcome.PROCESSED);
        assertThat(processed.attempt()).isOne();
        assertThat(processed.receivedAt()).isEqualTo(image.receivedAt());
        assertThat(processed.source()).isEqualTo(new SourceFacts(3000, 2000, 1, 1, "srgb"));
        assertThat(processed.processors()).singleElement().satisfies(run -> {
            assertThat(run.name()).isEqualTo("renditions");
            assertThat(run.version()).contains("libvips");
        });
        assertThat(processed.results()).extracting(ImageResult::name).contains("thumbnail");
        for (ImageResult result : processed.results()) {
            BufferedImage rendition = ImageIO.read(new ByteArrayInputStream(stored(result)));
            assertThat(rendition.getWidth()).isEqualTo(result.widthPx());
            assertThat(rendition.getHeight()).isEqualTo(result.heightPx());
        }
        assertThat(store().findManifest(ACME, image.imageId()).orElseThrow().processed())
                .isEqualTo(processed);
    }

    @Test
    void takesTheStreamLikeUploads() throws Exception {
        ImageReceived image = received(Channel.STREAM, photograph(640, 480));

        assertThat(outcomeOf(image).channel()).isEqualTo(Channel.STREAM);
        assertThat(outcomeOf(image).outcome()).isEqualTo(Outcome.PROCESSED);
    }

    @Test
    void publishesTheSameOutcomeWhenAnEventComesAgain() throws Exception {
        ImageReceived image = received(Channel.UPLOAD, photograph(320, 240));
        outcomeOf(image);

        publish(image);

        await().atMost(SOON).until(() -> outcomes.of(image.imageId()).size() == 2);
        List<ConsumerRecord<String, byte[]>> records =
                outcomes.recordsOf(image.imageId().toString());
        assertThat(records.get(1).value()).isEqualTo(records.get(0).value());
        assertThat(records.get(1).partition()).isEqualTo(records.get(0).partition());
    }

    @Test
    void endsADamagedImageAsFailedWithTheReason() throws Exception {
        byte[] cut = Arrays.copyOf(photograph(2000, 1000), 2_000);

        Failure failure = outcomeOf(received(Channel.UPLOAD, cut)).failure();

        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(FailureCode.CORRUPT_IMAGE);
        assertThat(failure.processor()).isEqualTo("renditions");
    }

    @Test
    void putsWhatItCannotReadAsideAndGoesOn() throws Exception {
        KafkaOperations<String, byte[]> kafka = kafka();
        byte[] poison = "{not json".getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.UPLOADED, "poison", poison);
        record.headers().add("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", ImageReceived.TYPE.getBytes(StandardCharsets.UTF_8));
        kafka.send(record).get();
        kafka.send(new ProducerRecord<>(Topics.UPLOADED, "tombstone", null)).get();

        ImageReceived image = received(Channel.UPLOAD, photograph(300, 200));

        assertThat(outcomeOf(image).outcome()).isEqualTo(Outcome.PROCESSED);
        String deadLetters = Topics.deadLetters(Topics.UPLOADED);
        await().atMost(SOON)
                .until(() -> outcomes.recordsOf(deadLetters, "tombstone").size() == 1);
        await().atMost(SOON)
                .until(() -> outcomes.recordsOf(deadLetters, "poison").size() == 1);
        ConsumerRecord<String, byte[]> deadLetter =
                outcomes.recordsOf(deadLetters, "poison").getFirst();
        assertThat(deadLetter.value()).isEqualTo(poison);
        assertThat(header(deadLetter, "dlt-code")).isEqualTo("INVALID_EVENT");
        assertThat(header(deadLetter, "dlt-reason")).isNotBlank();
        assertThat(header(deadLetter, "dlt-topic")).isEqualTo(Topics.UPLOADED);
        assertThat(header(deadLetter, "ce_type")).isEqualTo(ImageReceived.TYPE);
    }

    @Test
    void bringsEveryImageToItsEndWhileWorkersAreKilled() throws Exception {
        byte[] photograph = photograph(2400, 1600);
        List<ImageReceived> all = new ArrayList<>();

        for (int kill = 1; kill <= 3; kill++) {
            List<ImageReceived> flowing = IntStream.range(0, 10)
                    .mapToObj(i -> received(lane(i), photograph))
                    .toList();
            await().atMost(SOON).until(() -> countEnded(flowing) >= 2);
            await().atMost(SOON)
                    .until(ProcessorServiceIT::workers, workers -> !workers.isEmpty())
                    .getFirst()
                    .destroyForcibly();
            // An image is tried once more: no two kills may hit the same one.
            await().atMost(SOON).until(() -> countEnded(flowing) == 10);
            all.addAll(flowing);
        }

        assertThat(all)
                .allSatisfy(image -> assertThat(outcomes.of(image.imageId()))
                        .singleElement()
                        .extracting(ImageProcessed::outcome)
                        .isEqualTo(Outcome.PROCESSED));
    }

    @Test
    void bringsEveryImageToItsEndWhenTheStoreAndTheBrokerAreKilledAndComeBack() throws Exception {
        byte[] photograph = photograph(2400, 1600);
        List<ImageReceived> flowing = IntStream.range(0, 30)
                .mapToObj(i -> received(lane(i), photograph))
                .toList();
        await().atMost(SOON).until(() -> countEnded(flowing) >= 5);

        SERVERS.s3().kill();
        SERVERS.s3().start();
        SERVERS.kafka().kill();
        SERVERS.kafka().start();

        await().atMost(SOON).until(() -> countEnded(flowing) == 30);
        assertThat(flowing)
                .allSatisfy(image -> assertThat(outcomes.of(image.imageId()))
                        .isNotEmpty()
                        .allMatch(processed ->
                                processed.equals(outcomes.of(image.imageId()).getFirst()))
                        .allMatch(processed -> processed.outcome() == Outcome.PROCESSED));
    }

    @Test
    void stopsWhileImagesFlowAndGoesOnWhereItStopped() throws Exception {
        byte[] photograph = photograph(2400, 1600);
        List<ImageReceived> flowing = IntStream.range(0, 60)
                .mapToObj(i -> received(lane(i), photograph))
                .toList();
        await().atMost(SOON).until(() -> countEnded(flowing) >= 3);

        long begin = System.nanoTime();
        service.close();
        Duration stopping = Duration.ofNanos(System.nanoTime() - begin);
        List<ProcessHandle> left = workers();
        service = startService();

        assertThat(left).isEmpty();
        assertThat(stopping).isLessThan(DRAIN_TIMEOUT.plus(DRAIN_TIMEOUT));
        await().atMost(SOON).until(() -> countEnded(flowing) == 60);
        assertThat(flowing)
                .allSatisfy(image -> assertThat(outcomes.of(image.imageId()))
                        .as("nothing that had ended is done again")
                        .singleElement()
                        .extracting(ImageProcessed::outcome)
                        .isEqualTo(Outcome.PROCESSED));
    }

    @Test
    void beginsACustomersImageBeforeTheBacklogOfAnother() throws Exception {
        byte[] photograph = photograph(2400, 1600);
        List<ImageReceived> flood = IntStream.range(0, 60)
                .mapToObj(_ -> stored(ACME, Channel.UPLOAD, photograph))
                .toList();
        ImageReceived late = stored(GLOBEX, Channel.UPLOAD, photograph);

        List<Thread> publishing = Stream.concat(flood.stream(), Stream.of(late))
                .map(image -> Thread.ofVirtual().start(() -> publish(image)))
                .toList();
        for (Thread one : publishing) {
            one.join();
        }

        Instant begun = outcomeOf(late).startedAt();
        assertThat(flood)
                .filteredOn(image -> outcomeOf(image).startedAt().isAfter(begun))
                .hasSizeGreaterThan(10);
    }

    private static ConfigurableApplicationContext startService() {
        return new SpringApplicationBuilder(ProcessorApplication.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.kafka.bootstrap-servers=" + SERVERS.bootstrapServers(),
                        "--darkroom.store.endpoint=" + SERVERS.s3Endpoint(),
                        "--darkroom.store.path-style=true",
                        "--darkroom.store.credentials.access-key=" + S3Server.ACCESS_KEY,
                        "--darkroom.store.credentials.secret-key=" + S3Server.SECRET_KEY,
                        // All that is in flight may end, on a slow machine too.
                        "--darkroom.processor.drain-timeout=" + DRAIN_TIMEOUT.toSeconds() + "s",
                        "--darkroom.processor.work-directory=" + work);
    }

    private static ImageStore store() {
        return service.getBean(ImageStore.class);
    }

    @SuppressWarnings("unchecked") // the only one there is
    private static KafkaOperations<String, byte[]> kafka() {
        return service.getBean(KafkaOperations.class);
    }

    private static void publish(ImageReceived image) {
        service.getBean(EventPublisher.class).publish(Topics.received(image.channel()), image);
    }

    /// As the doors do it: the original first, then the event.
    private static ImageReceived received(Channel channel, byte[] bytes) {
        ImageReceived event = stored(ACME, channel, bytes);
        publish(event);
        return event;
    }

    private static ImageReceived stored(CustomerId customer, Channel channel, byte[] bytes) {
        RawImage raw = new RawImage(
                customer,
                ImageId.ofUpload(customer, "image-" + ++images + "-" + System.nanoTime()),
                channel,
                Instant.now(),
                ImageFormat.sniff(bytes).orElseThrow().mediaType(),
                null,
                Map.of());
        try {
            RawWrite.Created created = (RawWrite.Created) store().putRaw(raw, new ByteArrayInputStream(bytes));
            return created.raw().received();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageProcessed outcomeOf(ImageReceived image) {
        await().atMost(SOON).until(() -> !outcomes.of(image.imageId()).isEmpty());
        return outcomes.of(image.imageId()).getFirst();
    }

    private static long countEnded(List<ImageReceived> all) {
        return all.stream()
                .filter(image -> !outcomes.of(image.imageId()).isEmpty())
                .count();
    }

    private static Channel lane(int number) {
        return number % 2 == 0 ? Channel.UPLOAD : Channel.STREAM;
    }

    private static List<ProcessHandle> workers() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("WorkerMain"))
                .toList();
    }

    private static byte[] stored(ImageResult result) throws IOException {
        try (InputStream bytes = store().open(result.location()).orElseThrow()) {
            return bytes.readAllBytes();
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] photograph(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        canvas.fillRect(0, 0, width, height);
        canvas.setColor(Color.WHITE);
        canvas.fillOval(width / 4, height / 4, width / 3, height / 3);
        canvas.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", jpeg);
        return jpeg.toByteArray();
    }
}
