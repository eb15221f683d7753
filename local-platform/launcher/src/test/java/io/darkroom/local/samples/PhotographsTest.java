package io.darkroom.local.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PhotographsTest {

    private static final Photographs PHOTOGRAPHS = Photographs.take(1, 3);

    @Test
    void noTwoFilesAreTheSame() {
        var digests = IntStream.range(0, 500).mapToObj(number -> Sha256.of(PHOTOGRAPHS.jpeg(number)));

        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void aNumberAlwaysGivesTheSameFile() {
        assertThat(PHOTOGRAPHS.jpeg(42)).isEqualTo(PHOTOGRAPHS.jpeg(42));
    }

    @Test
    void eachIsAPhotographOfTwelveMegapixels() throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(PHOTOGRAPHS.jpeg(499)));

        assertThat((long) picture.getWidth() * picture.getHeight()).isEqualTo(12_000_000);
    }
}
