package io.darkroom.ingest;

import static io.darkroom.ingest.ExternalApp.header;
import static io.darkroom.ingest.image.SampleImages.bmp;
import static io.darkroom.ingest.image.SampleImages.jpeg;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.Sha256;
import io.darkroom.events.SubmittedImage;
import io.darkroom.events.Topics;
import io.darkroom.servers.Infrastructure;
import io.darkroom.store.FoundRaw;
import io.darkroom.store.ImageStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.GroupType;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

@RunningService
class StreamIT {

    private final ExternalApp app = new ExternalApp();

    @Autowired
    private ImageStore store;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private KafkaListenerEndpointRegistry listeners;

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void anImageInARecordIsStoredAndAnnounced() {
        byte[] bytes = jpeg("a cat");
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        app.send(List.of(app.image("cat", bytes)));
        Instant after = Instant.now();
        await().until(() -> !received("cat").isEmpty());

        ImageReceived event = received("cat").getFirst();
        assertThat(event.sha256()).isEqualTo(Sha256.of(bytes));
        assertThat(event.receivedAt()).isBetween(before, after);
        assertThat(store.findRaw(ExternalApp.ACME, app.imageId("cat")))
                .hasValueSatisfying(raw -> assertThat(raw.location()).isEqualTo(event.raw()));
    }

    @Test
    void aLargeImageThatIsReferredToIsCopied(@TempDir Path directory) throws Exception {
        byte[] bytes = Arrays.copyOf(jpeg("a large cat"), 20 * 1024 * 1024);
        app.drop("cats/large.jpg", bytes);

        app.send(List.of(app.reference("large-cat", "cats/large.jpg")));
        await().until(() -> !received("large-cat").isEmpty());

        Path original = directory.resolve("original");
        store.fetchRaw(ExternalApp.ACME, app.imageId("large-cat"), original);
        assertThat(Files.readAllBytes(original)).isEqualTo(bytes);
        assertThat(received("large-cat")).first().returns(Sha256.of(bytes), ImageReceived::sha256);
    }

    @Test
    void theSameRecordFiveTimesIsOneImage() {
        SubmittedImage cat = app.image("cat", jpeg("a cat"));

        app.send(Collections.nCopies(5, cat));
        await().until(() -> received("cat").size() >= 5);

        assertThat(received("cat")).containsOnly(received("cat").getFirst());
        assertThat(store.findRaw(ExternalApp.ACME, app.imageId("cat")))
                .map(FoundRaw::sizeBytes)
                .contains((long) jpeg("a cat").length);
        assertThat(app.deadLetters()).isEmpty();
    }

    @Test
    void theSameBadRecordFiveTimesIsOneFailedImage() {
        SubmittedImage cat = app.image("cat", bmp("a cat"));

        app.send(Collections.nCopies(5, cat));
        await().until(() -> recordsPutAside() == 5);

        assertThat(failed("cat").stream().distinct()).hasSize(1);
    }

    @Test
    void otherBytesUnderATakenIdAreADeadLetterAndTheImageStands() {
        app.send(List.of(app.image("cat", jpeg("a cat")), app.image("cat", jpeg("a dog"))));
        await().until(() -> recordsPutAside() == 1);

        assertThat(app.deadLetters().getFirst())
                .returns("ID_CONFLICT", letter -> header(letter, "dlt-code"))
                .returns(jpeg("a dog"), letter -> letter.value());
        assertThat(received("cat").stream().distinct())
                .singleElement()
                .returns(Sha256.of(jpeg("a cat")), ImageReceived::sha256);
        assertThat(failed("cat")).isEmpty();
    }

    @Test
    void poisonBlocksNobody() {
        List<SubmittedImage> images = new ArrayList<>();
        List<String> good = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean poison = i % 10 == 0;
            (poison ? bad : good).add("image-" + i);
            images.add(app.image("image-" + i, poison ? bmp("poison " + i) : jpeg("image " + i)));
        }

        app.send(images);
        await().until(() -> images(good) == good.size());
        await().until(() -> recordsPutAside() == bad.size());

        assertThat(app.events(Topics.PROCESSED, ImageProcessed.class, bad).stream()
                        .distinct())
                .hasSize(bad.size())
                .allMatch(event -> event.failure().code() == FailureCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void aRecordThatIsSmallOnlyWhileCompressedIsPutAsideWithoutItsValue() {
        try (ExternalApp compressing = new ExternalApp("gzip")) {
            compressing.send(List.of(compressing.image("zeros", new byte[12 * 1024 * 1024])));
            await().until(() -> !compressing.deadLetters().isEmpty());

            assertThat(compressing.deadLetters().getFirst())
                    .returns("UNSUPPORTED_MEDIA_TYPE", letter -> header(letter, "dlt-code"))
                    .returns("value", letter -> header(letter, "dlt-omitted"))
                    .returns(null, letter -> letter.value());
        }
    }

    @Test
    void recordsThatWaitAreTakenInManyAtATime() {
        List<String> ids = IntStream.range(0, 300).mapToObj(i -> "waiting-" + i).toList();
        listeners.stop();
        long batchesBefore = batches();
        app.send(ids.stream().map(id -> app.image(id, jpeg(id))).toList());

        listeners.start();
        await().until(() -> images(ids) == ids.size());

        assertThat(batches() - batchesBefore).isLessThanOrEqualTo(30);
    }

    @Test
    void theServiceIsAConsumerGroupOfTheNewProtocol() throws Exception {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                Infrastructure.shared().bootstrapServers()))) {
            // It joins in its own time.
            await().untilAsserted(() -> assertThat(admin.listGroups().all().get())
                    .filteredOn(group -> group.groupId().equals("stream-ingest"))
                    .singleElement()
                    .satisfies(group -> assertThat(group.type()).contains(GroupType.CONSUMER)));
        }
    }

    /// How many of them came. Some may have come twice.
    private long images(List<String> ids) {
        return app.events(Topics.STREAMED, ImageReceived.class, ids).stream()
                .map(ImageReceived::imageId)
                .distinct()
                .count();
    }

    /// How many records became dead letters. Some may have done so twice.
    private long recordsPutAside() {
        return app.deadLetters().stream()
                .map(letter -> header(letter, "dlt-partition") + ":" + header(letter, "dlt-offset"))
                .distinct()
                .count();
    }

    private long batches() {
        return meters.find("spring.kafka.listener").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private List<ImageReceived> received(String id) {
        return app.events(Topics.STREAMED, ImageReceived.class, List.of(id));
    }

    private List<ImageProcessed> failed(String id) {
        return app.events(Topics.PROCESSED, ImageProcessed.class, List.of(id));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(5)).ignoreExceptions();
    }
}
