package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Images in through both doors, results out, numbers counted.
class PipelineIT {

    private final Platform platform = Platform.shared();
    private final Customer acme = platform.customer("acme");

    @Test
    void turnsAnUploadIntoResultsAndNumbers() throws Exception {
        byte[] image = TestImages.jpeg(platform.nextSeed());

        Customer.Answer receipt = acme.upload(image, null);

        assertThat(receipt.status()).isEqualTo(202);
        assertThat(receipt.text("sha256")).isEqualTo(Sha256.of(image).hex());
        assertThat(receipt.text("mediaType")).isEqualTo("image/jpeg");
        assertResultsAndNumbers(receipt.text("id"), image, "UPLOAD");
    }

    @Test
    void turnsAStreamedImageIntoResultsAndNumbers() throws Exception {
        byte[] image = TestImages.png(platform.nextSeed());

        String id = platform.externalApp()
                .send(new CustomerId("acme"), platform.run() + "-single", image)
                .get()
                .toString();

        assertResultsAndNumbers(id, image, "STREAM");
    }

    @Test
    void turnsAnImageThatARecordRefersToIntoResultsAndNumbers() throws Exception {
        byte[] image = TestImages.jpeg(platform.nextSeed());
        String address = platform.putIntoInbox(platform.run() + "/large.jpg", image);

        String id = platform.externalApp()
                .refer(new CustomerId("acme"), platform.run() + "-referred", address)
                .get()
                .toString();

        assertResultsAndNumbers(id, image, "STREAM");
    }

    @Test
    void countsWhatAProcessorInPythonRecognised() throws Exception {
        String landscape =
                acme.upload(TestImages.jpeg(platform.nextSeed()), null).text("id");
        String portrait = acme.upload(TestImages.png(platform.nextSeed()), null).text("id");

        platform.awaitFact(landscape, "PROCESSED");
        platform.awaitFact(portrait, "PROCESSED");

        assertThat(platform.numbers().categoryOf(landscape)).isEqualTo("landscape");
        assertThat(platform.numbers().categoryOf(portrait)).isEqualTo("portrait");
    }

    @Test
    void countsWhatAModelRecognised() throws Exception {
        String across =
                acme.upload(TestImages.stripes(platform.nextSeed(), true), null).text("id");
        String down = acme.upload(TestImages.stripes(platform.nextSeed(), false), null)
                .text("id");

        platform.awaitFact(across, "PROCESSED");
        platform.awaitFact(down, "PROCESSED");

        assertThat(acme.image(across).json().path("labels").path(0).path("name").asString())
                .isEqualTo("horizontal-stripes");
        assertThat(platform.numbers().categoryOf(across)).isEqualTo("horizontal-stripes");
        assertThat(platform.numbers().categoryOf(down)).isEqualTo("vertical-stripes");
    }

    @Test
    void keepsItsResultsForAtLeastSevenDays() throws Exception {
        String id = acme.upload(TestImages.jpeg(platform.nextSeed()), null).text("id");

        JsonNode image = platform.awaitEnd(acme, id);

        assertThat(Instant.parse(image.path("retainedUntil").asString()))
                .isAfter(Instant.now().plus(Duration.ofDays(7).minusMinutes(5)));
    }

    @Test
    void tellsOfAnOriginalThatWasNeverAnnouncedAndOfNoOther() throws Exception {
        String counted = acme.upload(TestImages.jpeg(platform.nextSeed()), null).text("id");
        ImageId silent = ImageId.random();
        platform.putUnannounced(new CustomerId("acme"), silent, TestImages.jpeg(platform.nextSeed()));

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(platform.numbers().customerOfUnaccounted(silent.toString()))
                        .isEqualTo("acme"));

        assertThat(platform.numbers().customerOfUnaccounted(counted)).isEmpty();
    }

    private void assertResultsAndNumbers(String id, byte[] original, String channel) throws Exception {
        JsonNode image = platform.awaitEnd(acme, id);

        assertThat(image.path("state").asString()).isEqualTo("PROCESSED");
        assertThat(image.path("results").findValuesAsString("name"))
                .containsExactlyInAnyOrder("large", "medium", "thumbnail");
        for (JsonNode result : image.path("results")) {
            byte[] bytes = Customer.download(result.path("url").asString());
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(bytes));
            assertThat(Sha256.of(bytes).hex()).isEqualTo(result.path("sha256").asString());
            assertThat(decoded.getWidth()).isEqualTo(result.path("widthPx").asInt());
        }
        Customer.Answer redirect = acme.get("/v1/images/" + id + "/original");
        assertThat(redirect.status()).isEqualTo(302);
        assertThat(Customer.download(String.valueOf(redirect.location()))).isEqualTo(original);
        platform.awaitFact(id, "PROCESSED");
        assertThat(acme.get("/v1/stats/images?limit=50").json().findValuesAsString("imageId"))
                .contains(id);
        assertThat(platform.numbers().channelOf(id)).isEqualTo(channel);
    }
}
