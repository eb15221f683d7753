package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import java.nio.charset.StandardCharsets;
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
