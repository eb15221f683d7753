package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ManifestTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Manifest MANIFEST = Manifests.manifest(
            new CustomerId("acme"), ImageId.parse("018f0000-0000-7000-8000-000000000001"), 2, "1.0.0");

    @Test
    void keepsToTheGoldenFile() throws IOException {
        String golden = resource("/golden/manifest.json");

        assertThat(new String(MANIFEST.toJson(), StandardCharsets.UTF_8))
                .isEqualTo(JSON.writeValueAsString(JSON.readTree(golden)));
        assertThat(Manifest.ofJson(golden.getBytes(StandardCharsets.UTF_8))).isEqualTo(MANIFEST);
    }

    @Test
    void isDescribedByItsSchema() {
        assertThat(schema().validate(JSON.readTree(MANIFEST.toJson()))).isEmpty();
    }

    @Test
    void hasToHoldTheEvent() {
        ObjectNode manifest = (ObjectNode) JSON.readTree(MANIFEST.toJson());
        ((ObjectNode) manifest.get("processed")).remove("outcome");

        assertThat(schema().validate(manifest)).isNotEmpty();
        assertThatIllegalStateException().isThrownBy(() -> Manifest.ofJson(JSON.writeValueAsBytes(manifest)));
    }

    @Test
    void ignoresFieldsOfALaterVersion() {
        ObjectNode manifest = (ObjectNode) JSON.readTree(MANIFEST.toJson());
        manifest.put("of-a-later-version", true);
        ((ObjectNode) manifest.get("processed")).put("of-a-later-version", true);

        assertThat(Manifest.ofJson(JSON.writeValueAsBytes(manifest))).isEqualTo(MANIFEST);
    }

    @Test
    void readsAManifestOfATimeWhenParametersWereNotKept() {
        ObjectNode manifest = (ObjectNode) JSON.readTree(MANIFEST.toJson());
        manifest.remove("parameters");

        assertThat(schema().validate(manifest)).isEmpty();
        assertThat(Manifest.ofJson(JSON.writeValueAsBytes(manifest)).parameters())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "not json"})
    void saysThatAnObjectIsNotAManifest(String json) {
        assertThatIllegalStateException().isThrownBy(() -> Manifest.ofJson(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Schema schema() {
        // The schema of the event is another module's: on one machine as on the web they stand side by side.
        String published = "https://darkroom.dev/schemas/";
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(
                        published + "manifest.schema.json", resource("/schemas/manifest.schema.json"),
                        published + "image-processed.schema.json", resource("/schemas/image-processed.schema.json"))));
        return registry.getSchema(SchemaLocation.of(published + "manifest.schema.json"));
    }

    private static String resource(String path) {
        try (InputStream bytes = ManifestTest.class.getResourceAsStream(path)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
