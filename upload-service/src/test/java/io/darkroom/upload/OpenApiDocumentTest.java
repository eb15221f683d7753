package io.darkroom.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.upload.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The OpenAPI document is generated from the code, checked in, and served as it is.
@ServiceTest
class OpenApiDocumentTest {

    private static final Path CHECKED_IN = Path.of("src/main/resources/static/v1/openapi.json");
    private static final Path GENERATED = Path.of("target/openapi.json");

    @LocalServerPort
    private int port;

    @Test
    void isWhatTheCodeSays() throws IOException {
        String generated = new Api(port, null).get("/v3/api-docs").response().body() + "\n";
        Files.writeString(GENERATED, generated);

        assertThat(CHECKED_IN)
                .as("if the change is meant, copy %s to %s", GENERATED, CHECKED_IN)
                .hasContent(generated);
    }

    @Test
    void isServedToAnybody() throws IOException {
        Answer answer = new Api(port, null).get("/v1/openapi.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.text("/openapi")).startsWith("3.1.");
        assertThat(answer.response().body()).isEqualTo(Files.readString(CHECKED_IN));
    }
}
