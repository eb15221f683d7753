package io.darkroom.stats.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.stats.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// The OpenAPI document in the source tree is what the code says.
@RunningService
class OpenApiIT {

    private static final Path DOCUMENT = Path.of("openapi.yaml");

    @Autowired
    MockMvcTester http;

    @Test
    void isWhatIsCheckedIn() throws IOException {
        String generated = new String(
                http.get().uri("/v3/api-docs.yaml").exchange().getResponse().getContentAsByteArray(),
                StandardCharsets.UTF_8);
        Path copy = Files.writeString(Path.of("target", "openapi.yaml"), generated);

        assertThat(DOCUMENT)
                .as("the API has changed; if that is meant, copy %s over it", copy)
                .content()
                .isEqualTo(generated);
    }
}
