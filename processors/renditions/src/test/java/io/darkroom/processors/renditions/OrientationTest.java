package io.darkroom.processors.renditions;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.vips.Jpegs;
import io.darkroom.vips.SampleImages;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrientationTest {

    // 600 is decoded at half its size, 350 at its own, 150 is not made smaller.
    @ParameterizedTest(name = "orientation {0}, {1} x {2}")
    @MethodSource
    void everyRenditionStandsUpright(int orientation, int width, int height, @TempDir Path directory) throws Exception {
        BufferedImage upright = picture(width, height);
        byte[] stored = SampleImages.jpeg(Pictures.storedFor(upright, orientation));
        Studio studio = new Studio(directory, Map.of("renditions", "large:300,small:100"));

        Done done = studio.develop(Jpegs.withOrientation(stored, orientation), "image/jpeg");

        assertThat(done.source().orientation()).isEqualTo(orientation);
        for (ResultFile result : done.results()) {
            BufferedImage shown = studio.decoded(result);
            assertThat(shown.getWidth() > shown.getHeight()).isEqualTo(width > height);
            assertThat(Pictures.distance(shown, Pictures.resized(upright, shown.getWidth(), shown.getHeight())))
                    .isLessThan(2);
        }
    }

    static Stream<Arguments> everyRenditionStandsUpright() {
        return IntStream.rangeClosed(1, 8)
                .boxed()
                .flatMap(orientation -> Stream.of(
                        Arguments.of(orientation, 600, 400),
                        Arguments.of(orientation, 400, 600),
                        Arguments.of(orientation, 350, 200),
                        Arguments.of(orientation, 150, 120)));
    }
}
