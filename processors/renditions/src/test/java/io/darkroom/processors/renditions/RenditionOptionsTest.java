package io.darkroom.processors.renditions;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.vips.IccProfiles;
import io.darkroom.vips.Jpegs;
import io.darkroom.vips.SampleImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenditionOptionsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3000 | 2000 | a:1200x630 fit=cover | 1200x630",
                "2000 | 3000 | a:1200x630 fit=cover | 1200x630",
                "600 | 400 | a:512 fit=cover | 400x400",
                "600 | 400 | a:1200x600 fit=cover | 600x300",
                "600 | 400 | a:512 fit=cover enlarge=yes | 512x512",
                "600 | 400 | a:300x | 300x200",
                "600 | 400 | a:x300 | 450x300",
                "600 | 400 | a:x | 600x400",
                "600 | 400 | a:900x enlarge=yes | 900x600",
                "600 | 400 | a:1200x1200 enlarge=yes, b:300, c:100 fit=cover | 1200x800 300x200 100x100",
                "600 | 400 | a:100, b:300, c:200x200 fit=cover | 100x67 300x200 200x200"
            })
    void sizesAreAsAskedFor(int width, int height, String renditions, String sizes) throws Exception {
        Studio studio = new Studio(directory, Map.of("renditions", renditions));

        Done done = studio.develop(SampleImages.jpeg(picture(width, height)), "image/jpeg");

        assertThat(Studio.sizes(done)).isEqualTo(sizes);
        for (ResultFile result : done.results()) {
            assertThat(studio.decoded(result).getWidth()).isEqualTo(result.widthPx());
            assertThat(studio.decoded(result).getHeight()).isEqualTo(result.heightPx());
        }
    }

    @Test
    void aCropKeepsWhatIsLookedAtFirst() throws Exception {
        BufferedImage image = new BufferedImage(900, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setColor(Color.GRAY);
        brush.fillRect(0, 0, 900, 300);
        for (int i = 0; i < 10; i++) {
            brush.setColor(i % 2 == 0 ? Color.RED : Color.YELLOW);
            brush.fillOval(650 + 10 * i, 50 + 10 * i, 200 - 20 * i, 200 - 20 * i);
        }
        brush.dispose();
        Studio studio = new Studio(directory, Map.of("renditions", "a:100 fit=cover"));

        BufferedImage shown = studio.picture(SampleImages.png(image), "image/png");

        // the rings, in the right third, fill a third of their square; a crop of the middle would show
        // none of them
        long coloured = IntStream.range(0, 100 * 100)
                .mapToObj(i -> new Color(shown.getRGB(i % 100, i / 100)))
                .filter(colour -> colour.getRed() - colour.getBlue() > 60)
                .count();
        assertThat(coloured).isGreaterThan(2_500);
    }

    @Test
    void everyFormatCanBeAskedFor() throws Exception {
        Studio studio = new Studio(
                directory,
                Map.of("renditions", "a:300 format=jpeg, b:300 format=webp, c:300 format=png, d:300 format=avif"));
        BufferedImage original = picture(600, 400);

        Done done = studio.develop(SampleImages.png(original), "image/png");

        assertThat(done.results()).extracting(ResultFile::file).containsExactly("a.jpg", "b.webp", "c.png", "d.avif");
        for (ResultFile result : done.results()) {
            assertThat(Pictures.distance(studio.decoded(result), Pictures.resized(original, 300, 200)))
                    .as(result.file())
                    .isLessThan(2);
        }
    }

    @Test
    void autoIsTheSmaller() throws Exception {
        Studio studio = new Studio(
                directory,
                Map.of("renditions", "a:300 format=auto, j:300 format=jpeg, w:300 format=webp, p:300 format=png"));
        BufferedImage flat = new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB);

        Done photo = studio.develop(SampleImages.jpeg(picture(600, 400)), "image/jpeg");
        assertThat(size(studio, photo, 0)).isEqualTo(Math.min(size(studio, photo, 1), size(studio, photo, 2)));

        Done clear = studio.develop(SampleImages.png(flat), "image/png");
        assertThat(size(studio, clear, 0)).isEqualTo(Math.min(size(studio, clear, 2), size(studio, clear, 3)));
    }

    @Test
    void aTransparentPictureAsJpegStandsOnWhite() throws Exception {
        Studio studio = new Studio(directory, Map.of("renditions", "a:300 format=jpeg"));

        BufferedImage shown =
                studio.picture(SampleImages.png(SampleImages.halfTransparentPicture(300, 200)), "image/png");

        assertThat(new Color(shown.getRGB(50, 100)).getGreen()).isGreaterThan(250);
        assertThat(Pictures.distance(
                        shown.getSubimage(160, 0, 140, 200), picture(300, 200).getSubimage(160, 0, 140, 200)))
                .isLessThan(2);
    }

    @Test
    void lessQualityAndMoreEffortMakeFewerBytes() throws Exception {
        Studio studio = new Studio(
                directory,
                Map.of(
                        "renditions",
                        "a:600 quality=90, b:600 quality=40, c:600 quality=90 format=jpeg effort=1,"
                                + " d:600 format=webp effort=0, e:600 format=webp effort=6"));

        Done done = studio.develop(SampleImages.jpeg(picture(600, 400)), "image/jpeg");

        assertThat(size(studio, done, 1)).isLessThan(size(studio, done, 0));
        assertThat(size(studio, done, 2)).isLessThan(size(studio, done, 0));
        assertThat(size(studio, done, 4)).isLessThan(size(studio, done, 3));
    }

    @Test
    void aWideGamutIsKeptWhereAskedForWithAProfileOfOurOwn() throws Exception {
        // given: the same numbers, once as Display P3, as the JDK converts them
        BufferedImage numbers = picture(450, 300);
        byte[] jpeg = Jpegs.withProfile(SampleImages.jpeg(numbers), IccProfiles.displayP3());
        Studio studio =
                new Studio(directory, Map.of("renditions", "wide:300 gamut=wide, plain:300, tiny:100 gamut=wide"));

        Done done = studio.develop(jpeg, "image/jpeg");

        // then: the wide ones keep the numbers and say what they mean; the plain one has other numbers
        // and says nothing
        ResultFile wide = done.results().get(0);
        ResultFile plain = done.results().get(1);
        BufferedImage kept = studio.rawDecoded(wide);
        assertThat(Pictures.distance(kept, Pictures.resized(numbers, 300, 200))).isLessThan(2);
        assertThat(Pictures.distance(studio.rawDecoded(plain), Pictures.resized(numbers, 300, 200)))
                .isGreaterThan(4);
        assertThat(content(studio, wide)).contains("ICC_PROFILE");
        assertThat(content(studio, done.results().get(2))).contains("ICC_PROFILE");
        assertThat(content(studio, plain)).doesNotContain("ICC_PROFILE");

        // and: both mean the same colours
        assertThat(Pictures.distance(asSrgb(kept), studio.rawDecoded(plain))).isLessThan(2);
    }

    @Test
    void anImageWithoutAWideProfileStaysPlain() throws Exception {
        Studio studio = new Studio(directory, Map.of("renditions", "wide:300 gamut=wide"));

        Done done = studio.develop(SampleImages.jpeg(picture(450, 300)), "image/jpeg");

        assertThat(content(studio, done.results().getFirst())).doesNotContain("ICC_PROFILE");
    }

    private static BufferedImage asSrgb(BufferedImage displayP3) {
        return Pictures.converted(displayP3, new ICC_ColorSpace(ICC_Profile.getInstance(IccProfiles.displayP3())));
    }

    private static long size(Studio studio, Done done, int index) throws Exception {
        return Files.size(studio.file(done.results().get(index)));
    }

    private static String content(Studio studio, ResultFile result) throws Exception {
        return Files.readString(studio.file(result), StandardCharsets.ISO_8859_1);
    }
}
