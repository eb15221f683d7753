package io.darkroom.upload.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.upload.Api;
import io.darkroom.upload.Samples;
import io.darkroom.upload.Samples.Form;
import io.darkroom.upload.ServiceTest;
import io.darkroom.upload.TestIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What operators see of uploads.
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class UploadObservationTest {

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry registry;

    private String token;
    private Api acme;

    @BeforeEach
    void signIn() {
        token = TestIssuer.get().customer("acme");
        acme = new Api(port, token);
    }

    @Test
    void countsAcceptedImagesByMediaTypeWithTheirBytesAndTime() {
        double accepted = counter("darkroom.upload.accepted", "media_type", "image/png");
        double bytes = registry.get("darkroom.upload.bytes").summary().totalAmount();
        long timed = registry.get("darkroom.upload.seconds").timer().count();

        acme.upload("image/png", Samples.png(1234, 1));

        assertThat(counter("darkroom.upload.accepted", "media_type", "image/png"))
                .isEqualTo(accepted + 1);
        assertThat(registry.get("darkroom.upload.bytes").summary().totalAmount())
                .isEqualTo(bytes + 1234);
        assertThat(registry.get("darkroom.upload.seconds").timer().count()).isEqualTo(timed + 1);
    }

    @Test
    void countsEachRefusedImageOnceByCode() {
        double empty = counter("darkroom.upload.refused", "code", "EMPTY");

        acme.upload("image/png", new byte[0]);
        acme.upload(
                Form.CONTENT_TYPE,
                new Form().file("1", new byte[0]).file("2", new byte[0]).end());
        acme.upload(Form.CONTENT_TYPE, new Form().end());

        assertThat(counter("darkroom.upload.refused", "code", "EMPTY")).isEqualTo(empty + 4);
    }

    @Test
    void logsOneLinePerAcceptedImageAndNeverAToken(CapturedOutput output) {
        String id = acme.upload("image/png", Samples.png(1000, 2)).text("/id");
        acme.upload("image/png", new byte[0]);
        new Api(port, token + "x").upload("image/png", Samples.png(1000, 3));

        List<String> lines = Arrays.stream(output.getAll().split("\\R"))
                .filter(line -> line.contains("image accepted"))
                .toList();
        assertThat(lines).singleElement().asString().contains("imageId=\"" + id + "\"", "customerId=\"acme\"");
        assertThat(output.getAll()).doesNotContain(token, token.substring(token.lastIndexOf('.')));
    }

    @Test
    void timesARequestAsAWholeAndNotEachStepOfItsSecurity() {
        acme.upload("image/png", Samples.png(1000, 4));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(registry.getMeters())
                        .extracting(meter -> meter.getId().getName())
                        .contains("http.server.requests")
                        .noneMatch(name -> name.startsWith("spring.security")));
    }

    private double counter(String name, String tag, String value) {
        var counter = registry.find(name).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }
}
