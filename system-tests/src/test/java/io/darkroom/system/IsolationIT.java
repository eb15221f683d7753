package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.ImageId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Another customer's image is not there, in every endpoint.
class IsolationIT {

    private static final List<String> PATHS = List.of(
            "/v1/images/%s",
            "/v1/images/%s/original",
            "/v1/images/%s/results/large",
            "/v1/images/%s/results/thumbnail",
            "/v1/images/%s/results/manifest");

    private final Platform platform = Platform.shared();

    @Test
    void anothersImageAnswersExactlyAsOneThatNeverWas() throws Exception {
        Customer acme = platform.customer("acme");
        Customer globex = platform.customer("globex");
        String id = acme.upload(TestImages.jpeg(platform.nextSeed()), null).text("id");
        platform.awaitEnd(acme, id);
        String never = ImageId.random().toString();

        for (String path : PATHS) {
            Customer.Answer anothers = globex.get(path.formatted(id));
            Customer.Answer nobodys = globex.get(path.formatted(never));

            assertThat(anothers.status()).as(path).isEqualTo(404).isEqualTo(nobodys.status());
            assertThat(text(anothers).replace(id, never)).as(path).isEqualTo(text(nobodys));
        }
    }

    @Test
    void statisticsShowACustomerItsOwnImagesOnly() throws Exception {
        Customer acme = platform.customer("acme");
        Customer globex = platform.customer("globex");
        String id = acme.upload(TestImages.jpeg(platform.nextSeed()), null).text("id");
        platform.awaitFact(id, "PROCESSED");

        assertThat(text(acme.get("/v1/stats/images?limit=100"))).contains(id);
        assertThat(text(globex.get("/v1/stats/images?limit=100"))).doesNotContain(id);
        for (String path : List.of("/v1/stats/images", "/v1/stats/summary", "/v1/stats/timeline")) {
            assertThat(text(globex.get(path + "?customer=acme"))).as(path).doesNotContain("acme", id);
        }
        assertThat(text(platform.customer("analyst").get("/v1/stats/images?limit=100&customer=acme")))
                .contains(id);
    }

    @Test
    void withoutATokenNothingIsTold() throws Exception {
        Customer nobody = platform.withoutToken();

        for (String path : List.of(
                "/v1/images/" + ImageId.random(), "/v1/stats/summary", "/v1/stats/timeline", "/v1/stats/images")) {
            assertThat(nobody.get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(nobody.upload(TestImages.jpeg(1), null).status()).isEqualTo(401);
    }

    private static String text(Customer.Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
