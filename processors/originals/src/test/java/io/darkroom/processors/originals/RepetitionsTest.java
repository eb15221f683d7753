package io.darkroom.processors.originals;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.vips.Bombs;
import io.darkroom.vips.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepetitionsTest {

    @TempDir
    Path directory;

    @Test
    void countsTheScansOfAProgressiveJpeg() throws Exception {
        assertThat(in(Bombs.jpegOfScans(321, 64, 64), SourceKind.JPEG)).isEqualTo(new Repetitions(0, 321));
    }

    @Test
    void theScansOfAnOrdinaryJpegDoNotCount() throws Exception {
        assertThat(in(SampleImages.jpeg(picture(50, 40)), SourceKind.JPEG)).isEqualTo(new Repetitions(0, 0));
    }

    @Test
    void countsTheFramesOfAWebp() throws Exception {
        assertThat(in(Bombs.webpOfFrames(1234), SourceKind.WEBP)).isEqualTo(new Repetitions(1234, 0));
        assertThat(in(SampleImages.webp(picture(50, 40)), SourceKind.WEBP)).isEqualTo(new Repetitions(0, 0));
    }

    @Test
    void countsWhatIsDamagedAsFarAsItGoes() throws Exception {
        byte[] jpeg = Bombs.jpegOfScans(100, 64, 64);
        byte[] webp = Bombs.webpOfFrames(100);

        for (int length = 0; length < 300; length++) {
            assertThat(in(Arrays.copyOf(jpeg, length), SourceKind.JPEG).scans()).isLessThan(100);
            assertThat(in(Arrays.copyOf(webp, length), SourceKind.WEBP).frames())
                    .isLessThan(100);
        }
    }

    @Test
    void chunksAndSegmentsOfAnyLengthComeToAnEnd() throws Exception {
        byte[] webp = Bombs.webpOfFrames(3);
        Arrays.fill(webp, 16, 20, (byte) -1);
        byte[] jpeg = {-1, (byte) 0xd8, -1, (byte) 0xda, 0, 0, -1, (byte) 0xda, -1, -1, 0, 0};

        assertThat(in(webp, SourceKind.WEBP).frames()).isZero();
        assertThat(in(jpeg, SourceKind.JPEG).scans()).isEqualTo(2);
    }

    private Repetitions in(byte[] image, SourceKind kind) throws IOException {
        return Repetitions.in(Files.write(Files.createTempFile(directory, "image", ""), image), kind);
    }
}
