package io.darkroom.processors.renditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.darkroom.processors.originals.HeaderLimits;
import io.darkroom.processors.renditions.OutputFormat.Choice;
import io.darkroom.processors.renditions.Rendition.Box;
import io.darkroom.processors.renditions.Rendition.Encoding;
import io.darkroom.vips.Gamut;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenditionsSettingsTest {

    private static final Encoding USUAL = new Encoding(Choice.FITTING, null, null, Gamut.SRGB);

    @Test
    void haveDefaults() {
        assertThat(RenditionsSettings.of(Map.of()))
                .isEqualTo(new RenditionsSettings(
                        HeaderLimits.DEFAULTS,
                        List.of(
                                new Rendition("large", new Box(1600, 1600), Fit.INSIDE, false, USUAL),
                                new Rendition("medium", new Box(512, 512), Fit.INSIDE, false, USUAL),
                                new Rendition("thumbnail", new Box(128, 128), Fit.INSIDE, false, USUAL))));
    }

    @Test
    void everyOptionOfARenditionCanBeSaid() {
        Map<String, String> parameters = Map.of("renditions", """
                hero:1200x630 fit=cover format=webp quality=70 effort=4 gamut=wide enlarge=yes,
                wide:800x, high:x600 format=png""", "quality", "90");

        assertThat(RenditionsSettings.of(parameters).renditions())
                .containsExactly(
                        new Rendition(
                                "hero",
                                new Box(1200, 630),
                                Fit.COVER,
                                true,
                                new Encoding(Choice.WEBP, 70, 4, Gamut.DISPLAY_P3)),
                        new Rendition(
                                "wide",
                                new Box(800, Box.OPEN),
                                Fit.INSIDE,
                                false,
                                new Encoding(Choice.FITTING, 90, null, Gamut.SRGB)),
                        new Rendition(
                                "high",
                                new Box(Box.OPEN, 600),
                                Fit.INSIDE,
                                false,
                                new Encoding(Choice.PNG, 90, null, Gamut.SRGB)));
    }

    @Test
    void aFormatHasItsOwnUsualQuality() {
        assertThat(USUAL.quality(OutputFormat.JPEG)).isEqualTo(80);
        assertThat(USUAL.quality(OutputFormat.AVIF)).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-pixels | many | max-pixels",
                "max-pixels | 0 | positive",
                "max-frames | -1 | positive",
                "max-side | 99999999999 | max-side",
                "quality | 0 | quality",
                "quality | 101 | quality",
                "renditions | '' | name:size",
                "renditions | large | name:size",
                "renditions | large:big | WIDTHxHEIGHT",
                "renditions | large:0 | from 1 to 16383",
                "renditions | large:10x20x30 | WIDTHxHEIGHT",
                "renditions | Large:100 | a-z",
                "renditions | ../x:100 | a-z",
                "renditions | a:1,a:2 | two renditions are named 'a'",
                "renditions | a:100 fit=stretch | fit is one of [inside, cover]",
                "renditions | a:100 format=gif | format is one of",
                "renditions | a:100 quality=0 | quality is from 1 to 100",
                "renditions | a:100 format=jpeg effort=2 | from 0 to 1",
                "renditions | a:100 gamut=huge | gamut is srgb or wide",
                "renditions | a:100 enlarge=maybe | enlarge is yes or no",
                "renditions | a:x fit=cover | needs a width and a height",
                "renditions | a:x enlarge=yes | needs a width or a height",
                "renditions | a:100 sharp | no such option: sharp",
                "size | 5 | no such parameter: size"
            })
    void sayWhatIsWrongWithAParameter(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RenditionsSettings.of(Map.of(name, value)))
                .withMessageContaining(message);
    }
}
