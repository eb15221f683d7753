package io.darkroom.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.Label;
import io.darkroom.events.Outcome;
import io.darkroom.events.ProcessorRun;
import io.darkroom.events.Topics;
import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.S3Server;
import io.darkroom.store.ImageStore;
import io.darkroom.store.Manifest;
import io.darkroom.store.RawImage;
import io.darkroom.store.RawWrite;
import io.darkroom.support.EventPublisher;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The service with the processors of `examples/processors/recognition.yaml`, that is with all that are built in.
class RecognitionIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final CustomerId ACME = new CustomerId("acme");
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Infrastructure SERVERS = Infrastructure.shared();

    @TempDir
    Path directory;

    @Test
    void anImagesManifestTellsWhatAllBuiltInProcessorsFound() throws Exception {
        makeModel(directory.resolve("models"));

        try (ConfigurableApplicationContext service = start()) {
            Manifest stripes = manifestOf(service, stripes(true));
            Manifest bars = manifestOf(service, stripes(false));

            assertThat(stripes.processed().outcome()).isEqualTo(Outcome.PROCESSED);
            assertThat(stripes.processed().processors())
                    .extracting(ProcessorRun::name)
                    .containsExactly("renditions", "inspect", "patterns");
            assertThat(stripes.processed().results()).hasSize(3);
            assertThat(stripes.attributes())
                    .containsEntry("inspect.size", "400x300")
                    .containsEntry("inspect.media-type", "image/png")
                    .containsKeys("inspect.colours", "inspect.perceptual-hash", "inspect.sharpness");
            assertThat(stripes.parameters()).containsKey("patterns");
            assertThat(best(stripes).name()).isEqualTo("horizontal-stripes");
            assertThat(best(bars).name()).isEqualTo("vertical-stripes");
        }
    }

    private static void makeModel(Path models) throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        "python3",
                        REPOSITORY
                                .resolve("processors/onnx/make-patterns-model.py")
                                .toString(),
                        models.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(script.waitFor()).as("the model is made, by Python 3").isZero();
    }

    private ConfigurableApplicationContext start() throws IOException {
        Path work = Files.createDirectory(directory.resolve("work"));
        return new SpringApplicationBuilder(ProcessorApplication.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.config.additional-location="
                                + REPOSITORY
                                        .resolve("examples/processors/recognition.yaml")
                                        .toUri(),
                        "--processors.directory=" + directory,
                        "--spring.kafka.bootstrap-servers=" + SERVERS.bootstrapServers(),
                        "--darkroom.store.endpoint=" + SERVERS.s3Endpoint(),
                        "--darkroom.store.path-style=true",
                        "--darkroom.store.credentials.access-key=" + S3Server.ACCESS_KEY,
                        "--darkroom.store.credentials.secret-key=" + S3Server.SECRET_KEY,
                        "--darkroom.processor.work-directory=" + work);
    }

    private static Manifest manifestOf(ConfigurableApplicationContext service, byte[] png) throws IOException {
        ImageStore store = service.getBean(ImageStore.class);
        RawImage raw = new RawImage(
                ACME,
                ImageId.ofUpload(ACME, "recognition-" + System.nanoTime()),
                Channel.UPLOAD,
                Instant.now(),
                "image/png",
                null,
                Map.of());
        RawWrite.Created created = (RawWrite.Created) store.putRaw(raw, new ByteArrayInputStream(png));
        service.getBean(EventPublisher.class)
                .publish(Topics.received(Channel.UPLOAD), created.raw().received());
        await().atMost(SOON).until(() -> store.findManifest(ACME, raw.imageId()).isPresent());
        return store.findManifest(ACME, raw.imageId()).orElseThrow();
    }

    private static Label best(Manifest manifest) {
        return manifest.processed().labels().getFirst();
    }

    private static byte[] stripes(boolean across) throws IOException {
        BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.WHITE);
        for (int at = 0; at < 400; at += 50) {
            canvas.fillRect(across ? 0 : at, across ? at : 0, across ? 400 : 25, across ? 25 : 300);
        }
        canvas.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }
}
