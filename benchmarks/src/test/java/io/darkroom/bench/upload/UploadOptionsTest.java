package io.darkroom.bench.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadOptionsTest {

    @Test
    void everythingIsMeasuredByDefault() {
        UploadOptions options = UploadOptions.parse(List.of());

        assertThat(options.contenders()).containsExactly(Contender.values());
        assertThat(options.cells()).hasSize(9).startsWith(new Cell(FileSize.SMALL, 1), new Cell(FileSize.SMALL, 8));
    }

    @Test
    void everythingCanBeChosenAndTheLimitIsAlwaysThere() {
        String words = "--rounds 2 --seconds 3 --warm-up 0 --size 4MB --clients 8 --clients 2 --only form-node";

        assertThat(UploadOptions.parse(List.of(words.split(" "))))
                .isEqualTo(new UploadOptions(
                        2,
                        Duration.ofSeconds(3),
                        Duration.ZERO,
                        List.of(FileSize.MEDIUM),
                        List.of(2, 8),
                        List.of(Contender.FORM_NODE, Contender.DIRECT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rounds",
                "--rounds 0",
                "--seconds 0",
                "--seconds soon",
                "--size 5MB",
                "--clients 0",
                "--clients 1000",
                "--only ftp",
                "--fast yes"
            })
    void nonsenseIsRefused(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> UploadOptions.parse(List.of(arguments.split(" "))));
    }
}
