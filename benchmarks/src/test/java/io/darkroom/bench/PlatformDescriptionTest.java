package io.darkroom.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.local.samples.SampleDoors.ClientCredentials;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformDescriptionTest {

    private static final String PLATFORM = """
            {
              "ready": true,
              "launcher": 10,
              "gateway": "http://127.0.0.1:8080",
              "issuer": "http://127.0.0.1:8090",
              "kafka": "127.0.0.1:9092",
              "jdbc": "jdbc:postgresql://127.0.0.1:15432/darkroom",
              "biReader": {"user": "bi_reader", "password": "secret"},
              "clients": {
                "acme": {"id": "acme-app", "secret": "a"},
                "globex": {"id": "globex-app", "secret": "g"},
                "analyst": {"id": "analyst-app", "secret": "x"}
              },
              "processes": {"kafka": {"pid": 11, "port": 9092}, "upload-service": {"pid": 12}},
              "something": "new"
            }
            """;

    @Test
    void readsWhatIsNeededAndPassesOverTheRest() {
        PlatformDescription platform = PlatformDescription.parse(PLATFORM.getBytes(UTF_8));

        assertThat(platform.isReady()).isTrue();
        assertThat(platform.doors().gateway()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(platform.doors().bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(platform.doors().clients())
                .containsEntry(PlatformDescription.GLOBEX, new ClientCredentials("globex-app", "g"));
        assertThat(platform.database().user()).isEqualTo("bi_reader");
        assertThat(platform.launcher()).isEqualTo(10);
        assertThat(platform.processes()).isEqualTo(Map.of("kafka", 11L, "upload-service", 12L));
    }

    @Test
    void aPlatformThatIsStartingIsNotReady() {
        assertThat(PlatformDescription.parse("{\"ready\":false}".getBytes(UTF_8))
                        .isReady())
                .isFalse();
    }
}
