package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import io.darkroom.vips.Bombs;
import io.darkroom.vips.HostileImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A bad image ends as failed with its reason, and costs nobody else anything.
class HostileImagesIT {

    private final Platform platform = Platform.shared();
    private final Customer acme = platform.customer("acme");

    @Test
    void corruptImagesAndBombsFailWithTheirCodeWhileOthersPass() throws Exception {
        List<Long> servicesBefore = platform.servicePids();
        List<String> good = new ArrayList<>();

        good.add(upload(TestImages.jpeg(platform.nextSeed())));
        String corrupt = upload(TestImages.corrupt(platform.nextSeed()));
        good.add(upload(TestImages.png(platform.nextSeed())));
        String bomb = upload(TestImages.bomb(platform.nextSeed()));
        good.add(upload(TestImages.jpeg(platform.nextSeed())));
        String streamedBomb = stream(TestImages.bomb(platform.nextSeed()), "bomb");
        String streamedText = stream("not an image".getBytes(StandardCharsets.UTF_8), "text");

        assertFailed(corrupt, "CORRUPT_IMAGE");
        assertFailed(bomb, "TOO_MANY_PIXELS");
        assertFailed(streamedBomb, "TOO_MANY_PIXELS");
        assertFailed(streamedText, "UNSUPPORTED_MEDIA_TYPE");
        for (String id : good) {
            assertThat(platform.awaitEnd(acme, id).path("state").asString()).isEqualTo("PROCESSED");
        }
        assertThat(platform.servicePids()).isEqualTo(servicesBefore);
    }

    @Test
    void bombsAreRefusedOrHarmlessAndCostNotEvenAWorker() throws Exception {
        Map<String, byte[]> bombs = Map.of(
                "a GIF that claims 256 megapixels TOO_MANY_PIXELS", HostileImages.gifClaiming(16_000, 16_000),
                "a WebP that claims 268 megapixels TOO_MANY_PIXELS", HostileImages.webpClaiming268Megapixels(),
                "a PNG that claims 256 megapixels TOO_MANY_PIXELS", HostileImages.pngClaiming(16_000, 16_000, true),
                "a GIF of 30,000 frames TOO_MANY_FRAMES", Bombs.gifOfFrames(30_000),
                "a WebP of 30,000 frames TOO_MANY_FRAMES", Bombs.webpOfFrames(30_000),
                "a JPEG of 5,000 scans TOO_MANY_FRAMES", Bombs.jpegOfScans(5_000, 8_000, 6_000),
                "a PNG with 200 MB of text PROCESSED", Bombs.pngWithText(200_000_000),
                "a PNG with a profile of 200 MB PROCESSED", Bombs.pngWithProfile(200_000_000),
                "a TIFF that goes in circles PROCESSED", Bombs.tiffThatGoesInCircles());
        List<Long> servicesBefore = platform.servicePids();
        List<Long> workersBefore = renditionWorkers();
        List<String> good = new ArrayList<>();
        Map<String, String> sent = new HashMap<>();

        for (Map.Entry<String, byte[]> bomb : bombs.entrySet()) {
            good.add(upload(TestImages.jpeg(platform.nextSeed())));
            sent.put(bomb.getKey(), upload(bomb.getValue()));
        }

        for (String id : good) {
            assertThat(platform.awaitEnd(acme, id).path("state").asString()).isEqualTo("PROCESSED");
        }
        for (Map.Entry<String, String> bomb : sent.entrySet()) {
            JsonNode end = platform.awaitEnd(acme, bomb.getValue());
            String outcome =
                    end.path("failure").path("code").asString(end.path("state").asString());
            assertThat(bomb.getKey()).endsWith(" " + outcome);
        }
        assertThat(platform.servicePids()).isEqualTo(servicesBefore);
        assertThat(renditionWorkers()).containsAll(workersBefore);
        for (long worker : workersBefore) {
            assertThat(peakMemoryBytes(worker)).isLessThan(512L << 20);
        }
    }

    private List<Long> renditionWorkers() throws Exception {
        return platform.processesOf(Platform.PROCESSOR)
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments)
                                .containsAll(List.of("io.darkroom.processor.api.worker.WorkerMain", "renditions")))
                        .orElse(false))
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static long peakMemoryBytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    @Test
    void imagesThatTakeOverTheirProcessorCostThemselvesOnly() throws Exception {
        List<Long> servicesBefore = platform.servicePids();
        Map<String, String> codes = Map.of(
                "segfault", "PROCESSOR_CRASHED",
                "hang", "PROCESSOR_TIMEOUT",
                "spin", "PROCESSOR_TIMEOUT",
                "eat", "PROCESSOR_OUT_OF_MEMORY",
                "breed", "PROCESSOR_CRASHED",
                "babble", "INVALID_RESULT");
        Map<String, String> hostile = new HashMap<>();
        List<String> good = new ArrayList<>();

        for (String mischief : codes.keySet()) {
            good.add(upload(TestImages.jpeg(platform.nextSeed())));
            hostile.put(
                    upload(TestImages.jpegWithComment(platform.nextSeed(), "mischief:" + mischief)),
                    codes.get(mischief));
            good.add(upload(TestImages.png(platform.nextSeed())));
        }

        for (String id : good) {
            assertThat(platform.awaitEnd(acme, id).path("state").asString()).isEqualTo("PROCESSED");
        }
        for (Map.Entry<String, String> image : hostile.entrySet()) {
            assertFailed(image.getKey(), image.getValue());
        }
        assertThat(platform.servicePids()).isEqualTo(servicesBefore);
        Awaitility.await("the end of what image code left running")
                .atMost(Duration.ofMinutes(3))
                .until(() -> countOfSleepers() == 0);
    }

    // Only mischief.py starts these.
    private long countOfSleepers() throws Exception {
        return platform.processesOf(Platform.PROCESSOR)
                .filter(process -> process.info().commandLine().orElse("").contains("sleep 600"))
                .count();
    }

    @Test
    void anUploadThatIsNoImageIsRefusedAtTheDoor() throws Exception {
        Customer.Answer answer = acme.upload(new byte[] {'M', 'Z', 0, 1, 2, 3}, null);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text("code")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aFormatThatNoProcessorTakesIsStoredAndCountedAsFailed() throws Exception {
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);

        assertFailed(upload(svg), "UNSUPPORTED_MEDIA_TYPE");
        assertFailed(stream(svg, "svg"), "UNSUPPORTED_MEDIA_TYPE");
    }

    private String upload(byte[] image) throws Exception {
        Customer.Answer answer = acme.upload(image, null);
        assertThat(answer.status()).isEqualTo(202);
        return answer.text("id");
    }

    private String stream(byte[] image, String name) throws Exception {
        return platform.externalApp()
                .send(new CustomerId("acme"), platform.run() + "-hostile-" + name, image)
                .get()
                .toString();
    }

    private void assertFailed(String id, String code) throws Exception {
        JsonNode image = platform.awaitEnd(acme, id);
        assertThat(image.path("state").asString()).isEqualTo("FAILED");
        assertThat(image.path("failure").path("code").asString()).isEqualTo(code);
        assertThat(image.path("results")).isEmpty();
        platform.awaitFact(id, "FAILED");
    }
}
