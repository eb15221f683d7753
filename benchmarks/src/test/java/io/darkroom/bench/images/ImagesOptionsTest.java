package io.darkroom.bench.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesOptionsTest {

    @Test
    void everyCaseIsMeasuredByDefault() {
        assertThat(ImagesOptions.parse(List.of()).cases()).containsExactly(BenchCase.values());
    }

    @Test
    void everythingCanBeChosen(@TempDir Path photos) {
        ImagesOptions options = ImagesOptions.parse(List.of(
                "--images", "3", "--rounds", "2", "--photos", photos.toString(), "--case", "webp", "--case", "wide"));

        assertThat(options).isEqualTo(new ImagesOptions(3, 2, photos, List.of(BenchCase.WEBP, BenchCase.WIDE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--images",
                "--images many",
                "--images 0",
                "--rounds 0",
                "--case gif",
                "--photos /no/where",
                "--fast yes"
            })
    void nonsenseIsRefused(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> ImagesOptions.parse(List.of(arguments.split(" "))));
    }
}
