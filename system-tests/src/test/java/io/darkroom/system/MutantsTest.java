package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutantsTest {

    @TempDir
    Path directory;

    @BeforeEach
    void writeImages() throws Exception {
        Files.write(directory.resolve("a"), TestImages.jpeg(1));
        Files.write(directory.resolve("b"), TestImages.png(2));
    }

    @Test
    void areTheSameForTheSameSeed() throws Exception {
        assertThat(Mutants.of(directory, 7).get(123))
                .isEqualTo(Mutants.of(directory, 7).get(123))
                .isNotEqualTo(Mutants.of(directory, 8).get(123))
                .isNotEqualTo(Mutants.of(directory, 7).get(125));
    }

    @Test
    void areSeldomTheOriginal() throws Exception {
        Mutants mutants = Mutants.of(directory, 7);
        byte[] first = TestImages.jpeg(1);
        byte[] second = TestImages.png(2);

        long unchanged = IntStream.range(0, 500)
                .mapToObj(number -> mutant(mutants, number))
                .filter(mutant -> Arrays.equals(mutant, first) || Arrays.equals(mutant, second))
                .count();

        assertThat(unchanged).isLessThan(25);
    }

    @Test
    void needAnImageToChange(@TempDir Path empty) {
        assertThatIOException().isThrownBy(() -> Mutants.of(empty, 7)).withMessageContaining("no image");
    }

    private static byte[] mutant(Mutants mutants, int number) {
        try {
            byte[] mutant = mutants.get(number);
            assertThat(mutant).isNotEmpty();
            return mutant;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
