package io.darkroom.processors.renditions;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.processor.api.ImageProcessor;
import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.processor.api.SourceHeader;
import io.darkroom.vips.IccProfiles;
import io.darkroom.vips.Jpegs;
import io.darkroom.vips.SampleImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenditionsProcessorTest {

    private Studio studio;

    @BeforeEach
    void openStudio(@TempDir Path directory) throws Exception {
        studio = new Studio(directory, Map.of());
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(ImageProcessor.class))
                .singleElement()
                .isInstanceOf(RenditionsProcessor.class)
                .extracting(ImageProcessor::name)
                .isEqualTo("renditions");
    }

    @Test
    void itsVersionNamesLibvips() {
        assertThat(new RenditionsProcessor().version()).matches("1\\.1\\+libvips-8\\.\\d+\\.\\d+");
    }

    @Test
    void makesThreeRenditions() throws Exception {
        Done done = studio.develop(SampleImages.jpeg(picture(3000, 2000)), "image/jpeg");

        assertThat(done.results())
                .containsExactly(
                        new ResultFile("large", "large.jpg", "image/jpeg", 1600, 1067),
                        new ResultFile("medium", "medium.jpg", "image/jpeg", 512, 341),
                        new ResultFile("thumbnail", "thumbnail.jpg", "image/jpeg", 128, 85));
    }

    @ParameterizedTest
    @CsvSource({
        "1600, 1600, 1600x1600 512x512 128x128",
        "1601, 10, 1600x10 512x3 128x1",
        "10, 1601, 10x1600 3x512 1x128",
        "600, 400, 600x400 512x341 128x85",
        "200, 100, 200x100 200x100 128x64",
        "100, 120, 100x120 100x120 100x120",
        "1, 1, 1x1 1x1 1x1",
        "16384, 1, 1600x1 512x1 128x1"
    })
    void makesSmallerButNeverLarger(int width, int height, String sizes) throws Exception {
        Done done = studio.develop(SampleImages.png(picture(width, height)), "image/png");

        assertThat(Studio.sizes(done)).isEqualTo(sizes);
    }

    @Test
    void everyResultIsTheImageThatItSaysItIs() throws Exception {
        Done done = studio.develop(SampleImages.jpeg(picture(3000, 2000)), "image/jpeg");

        for (ResultFile result : done.results()) {
            assertThat(studio.decoded(result).getWidth()).isEqualTo(result.widthPx());
            assertThat(studio.decoded(result).getHeight()).isEqualTo(result.heightPx());
        }
        assertThat(studio.outputFiles()).containsExactlyInAnyOrder("large.jpg", "medium.jpg", "thumbnail.jpg");
    }

    @Test
    void saysWhatTheHeaderSays() throws Exception {
        byte[] turned = Jpegs.withOrientation(SampleImages.jpeg(picture(300, 200)), 6);

        assertThat(studio.develop(turned, "image/jpeg").source()).isEqualTo(new SourceHeader(300, 200, 1, 6, "srgb"));
        assertThat(studio.develop(SampleImages.animatedGif(picture(30, 20), picture(30, 20)), "image/gif")
                        .source())
                .isEqualTo(new SourceHeader(30, 20, 2, 1, "srgb"));
        assertThat(studio.develop(SampleImages.cmykJpeg(picture(30, 20)), "image/jpeg")
                        .source())
                .isEqualTo(new SourceHeader(30, 20, 1, 1, "cmyk"));
        assertThat(studio.develop(SampleImages.png(SampleImages.greyPicture(30, 20)), "image/png")
                        .source())
                .isEqualTo(new SourceHeader(30, 20, 1, 1, "b-w"));
    }

    @Test
    void resultsCarryNothingOfTheOriginalsMetadata() throws Exception {
        byte[] jpeg = SampleImages.jpeg(picture(300, 200));
        jpeg = Jpegs.withOrientation(jpeg, 3);
        jpeg = Jpegs.withComment(jpeg, "a secret comment");
        jpeg = Jpegs.withXmp(jpeg, "<x>a secret place</x>");
        jpeg = Jpegs.withProfile(jpeg, IccProfiles.displayP3());

        Done done = studio.develop(jpeg, "image/jpeg");

        for (ResultFile result : done.results()) {
            String content = Files.readString(studio.file(result), StandardCharsets.ISO_8859_1);
            assertThat(content).doesNotContain("secret", "Exif", "ICC_PROFILE", "http://ns.adobe.com");
        }
    }

    @Test
    void theSameImageAgainGivesTheSameBytes() throws Exception {
        byte[] jpeg = SampleImages.jpeg(picture(1000, 700));

        Done first = studio.develop(jpeg, "image/jpeg");
        byte[] firstBytes = Files.readAllBytes(studio.file(first.results().getFirst()));
        Done second = studio.develop(jpeg, "image/jpeg");

        assertThat(Files.readAllBytes(studio.file(second.results().getFirst()))).isEqualTo(firstBytes);
    }

    @Test
    void sizesAndQualityAreParameters(@TempDir Path directory) throws Exception {
        Studio other = new Studio(directory, Map.of("renditions", "tiny:20, wide:700", "quality", "20"));

        Done done = other.develop(SampleImages.jpeg(picture(1400, 1000)), "image/jpeg");

        assertThat(done.results()).extracting(ResultFile::name).containsExactly("tiny", "wide");
        assertThat(Studio.sizes(done)).isEqualTo("20x14 700x500");
    }

    @Test
    void aWrongParameterStopsTheStart() {
        assertThatThrownBy(() -> new RenditionsProcessor().open(Map.of("max-pixel", "5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max-pixel");
    }

    @Test
    void anUnreadableInputIsNotTheImagesFault(@TempDir Path directory) {
        assertThatThrownBy(() -> studio.process(directory.resolve("missing"), "image/jpeg"))
                .isInstanceOf(IOException.class);
    }
}
