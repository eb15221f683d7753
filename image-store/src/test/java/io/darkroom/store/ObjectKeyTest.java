package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

    private static final CustomerId ACME = new CustomerId("acme");
    private static final ImageId IMAGE = ImageId.parse("018f0000-0000-7000-8000-000000000001");

    @Test
    void laysObjectsOutByCustomerAndImage() {
        assertThat(new ObjectKey.Raw(ACME, IMAGE).path()).isEqualTo("raw/acme/018f0000-0000-7000-8000-000000000001");
        assertThat(new ObjectKey.Result(ACME, IMAGE, "large", "webp").path())
                .isEqualTo("results/acme/018f0000-0000-7000-8000-000000000001/large.webp");
        assertThat(new ObjectKey.OfManifest(ACME, IMAGE).path())
                .isEqualTo("results/acme/018f0000-0000-7000-8000-000000000001/manifest.json");
    }

    @Test
    void readsTheKeyOfAnOriginal() {
        ObjectKey.Raw key = new ObjectKey.Raw(ACME, IMAGE);

        assertThat(ObjectKey.Raw.ofPath(key.path())).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "raw/",
                "raw/acme/018f0000",
                "raw/Acme/018f0000-0000-7000-8000-000000000001",
                "raw/acme/018F0000-0000-7000-8000-000000000001",
                "raw/acme/018f0000-0000-7000-8000-000000000001/",
                "old/acme/018f0000-0000-7000-8000-000000000001",
                "results/acme/018f0000-0000-7000-8000-000000000001/manifest.json"
            })
    void takesNoOtherKeyForAnOriginals(String path) {
        assertThat(ObjectKey.Raw.ofPath(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"../x, webp", "a/b, webp", "'', webp", "Large, webp", "large, ''", "large, tar.gz", "large, a/b"})
    void refusesANameThatIsMoreThanAName(String name, String extension) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey.Result(ACME, IMAGE, name, extension));
    }

    @Test
    void neverLetsAResultTakeTheManifestsPlace() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ObjectKey.Result(ACME, IMAGE, "manifest", "json"));
    }

    @Test
    void neverKeepsObjectsForLessThanPromised() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Retention(6));
        assertThat(new Retention(7).keptUntil(Instant.parse("2026-03-01T10:15:30Z")))
                .isEqualTo(Instant.parse("2026-03-08T10:15:30Z"));
    }
}
