package io.darkroom.local.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.vips.Vips;
import io.darkroom.vips.VipsInput;
import io.darkroom.vips.VipsLoader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The samples that the JDK cannot write are files among the resources. They are what libvips makes of our landscapes;
/// when the landscapes change, take the new files that this test leaves in `target/samples`.
class PackagedSamplesTest {

    private static final int WIDTH_PX = 960;
    private static final int HEIGHT_PX = 640;

    // Levels of 255: what lossy formats may lose.
    private static final double NEAR_ENOUGH = 8;

    @BeforeAll
    static void start() {
        Vips.start();
    }

    @ParameterizedTest
    @CsvSource({"evening.webp, 6, WEBP, webp, 'Q=80'", "morning.avif, 7, AVIF, avif, 'Q=60,effort=2'"})
    void aPackagedSampleShowsALandscapeOfOurs(
            String name, long seed, VipsLoader loader, String extension, String options) throws Exception {
        BufferedImage landscape = Pictures.landscape(seed, WIDTH_PX, HEIGHT_PX);
        leave(name, encoded(VipsLoader.PNG, Encoder.png(landscape), extension, options));

        BufferedImage packaged =
                ImageIO.read(new ByteArrayInputStream(encoded(loader, packaged(name), "png", "compression=1")));

        assertThat(packaged.getWidth()).isEqualTo(WIDTH_PX);
        assertThat(packaged.getHeight()).isEqualTo(HEIGHT_PX);
        assertThat(PictureDistance.mean(packaged, landscape)).isLessThan(NEAR_ENOUGH);
    }

    private static byte[] encoded(VipsLoader loader, byte[] file, String extension, String options) throws Exception {
        try (VipsInput input = VipsInput.copyOf(file)) {
            return input.open(loader).encoded(extension, options);
        }
    }

    private static void leave(String name, byte[] file) throws Exception {
        Path made = Path.of("target", "samples", name);
        Files.createDirectories(made.getParent());
        Files.write(made, file);
    }

    private static byte[] packaged(String name) throws Exception {
        try (InputStream file = SampleImages.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            return file.readAllBytes();
        }
    }
}
