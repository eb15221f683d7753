package io.darkroom.processors.renditions;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.vips.SampleImages;
import io.darkroom.vips.Vips;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamageTest {

    private static final int ROUNDS = 60;

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "tiff", "webp", "avif"})
    void howeverAnImageIsDamagedItEndsInAnAnswer(String format, @TempDir Path directory) throws Exception {
        byte[] whole = sample(format);
        Studio studio = new Studio(directory, Map.of());
        Random random = new Random(20_261_122);

        for (int round = 0; round < ROUNDS; round++) {
            ProcessorAnswer answer = studio.process(damaged(whole, random), "image/" + format);

            assertThat(answer).as("round %d", round).isNotInstanceOf(ProcessorAnswer.Failed.class);
        }
        assertThat(Vips.heldPixelBytes()).isLessThan(20_000_000);
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = 0; i <= random.nextInt(6); i++) {
            // Headers decide most: half of the damage is done there.
            int at = random.nextInt(random.nextBoolean() ? Math.min(200, bytes.length) : bytes.length);
            bytes[at] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] sample(String format) {
        return switch (format) {
            case "webp" -> SampleImages.webp(picture(120, 80));
            case "avif" -> SampleImages.avif(picture(120, 80));
            default -> SampleImages.encoded(picture(120, 80), format);
        };
    }
}
