package io.darkroom.processors.onnx;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.processor.api.ImageProcessor;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processor.api.ProcessorAnswer.Rejected;
import io.darkroom.processor.api.RecognisedLabel;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.vips.Jpegs;
import io.darkroom.vips.SampleImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxProcessorTest {

    private static final int PICTURES = 25;

    private static PatternsModel patterns;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeModel(@TempDir Path directory) throws Exception {
        patterns = PatternsModel.make(directory);
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(ImageProcessor.class))
                .singleElement()
                .extracting(ImageProcessor::name)
                .isEqualTo("onnx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"horizontal-stripes", "vertical-stripes", "checks", "plain"})
    void tellsPicturesApartThatItHasNeverSeen(String kind) throws Exception {
        try (OnnxProcessor processor = opened(patterns.parameters())) {
            int right = 0;
            for (int seed = 0; seed < PICTURES; seed++) {
                byte[] jpeg = SampleImages.jpeg(Patterns.draw(kind, seed));
                right += labels(processor, jpeg, "image/jpeg").getFirst().name().equals(kind) ? 1 : 0;
            }

            assertThat(right).isGreaterThanOrEqualTo(PICTURES - 1);
        }
    }

    @Test
    void seesAPictureUpright() throws Exception {
        byte[] stored = SampleImages.jpeg(Patterns.draw("horizontal-stripes", 1));

        try (OnnxProcessor processor = opened(patterns.parameters())) {
            assertThat(labels(processor, Jpegs.withOrientation(stored, 6), "image/jpeg")
                            .getFirst()
                            .name())
                    .isEqualTo("vertical-stripes");
        }
    }

    @Test
    void theBestLabelComesFirstAndAllScoresMakeOne() throws Exception {
        byte[] png = SampleImages.png(Patterns.draw("checks", 3));

        try (OnnxProcessor processor = opened(patterns.parametersWith("min-score", "0"))) {
            List<RecognisedLabel> labels = labels(processor, png, "image/png");

            assertThat(labels).hasSize(4).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
            assertThat(labels.stream().mapToDouble(RecognisedLabel::score).sum())
                    .isCloseTo(1, within(0.001));
        }
    }

    @Test
    void asManyLabelsAsAskedForAndAtLeastOne() throws Exception {
        byte[] png = SampleImages.png(Patterns.draw("checks", 3));

        try (OnnxProcessor two = opened(Map.of(
                        "model",
                        patterns.model().toString(),
                        "labels",
                        patterns.labels().toString(),
                        "top",
                        "2",
                        "min-score",
                        "0"));
                OnnxProcessor sure = opened(patterns.parametersWith("min-score", "1"))) {
            assertThat(labels(two, png, "image/png")).hasSize(2);
            assertThat(labels(sure, png, "image/png")).hasSize(1);
        }
    }

    @Test
    void whatCannotBeDecodedIsRefused() throws Exception {
        byte[] png = SampleImages.png(picture(100, 80));

        try (OnnxProcessor processor = opened(patterns.parameters())) {
            assertThat(reason(processor, Arrays.copyOf(png, png.length / 2), "image/png"))
                    .isEqualTo(RejectionReason.CORRUPT_IMAGE);
            assertThat(reason(processor, png, "image/svg+xml")).isEqualTo(RejectionReason.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model | /nowhere.onnx | there is no file /nowhere.onnx",
                "model | '' | model is missing",
                "labels | /nowhere.txt | there is no file",
                "top | 0 | from 1 to 100",
                "min-score | much | min-score",
                "min-score | 2 | from 0 to 1",
                "mean | 1,2 | three numbers",
                "std | 0,1,1 | std is positive",
                "colour | red | no such parameter: colour"
            })
    void aBadParameterStopsTheStart(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> opened(patterns.parametersWith(name, value)))
                .withMessageContaining(message);
    }

    @Test
    void labelsThatDoNotFitTheModelStopTheStart() throws Exception {
        Path three = Files.writeString(directory.resolve("three"), "a\nb\nc\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> opened(patterns.parametersWith("labels", three.toString())))
                .withMessageContaining("the model has 4 classes, and there are 3 labels");
    }

    private static OnnxProcessor opened(Map<String, String> parameters) throws Exception {
        OnnxProcessor processor = new OnnxProcessor();
        processor.open(parameters);
        return processor;
    }

    private List<RecognisedLabel> labels(OnnxProcessor processor, byte[] image, String mediaType) throws Exception {
        ProcessorAnswer answer = answer(processor, image, mediaType);
        assertThat(answer).isInstanceOf(Done.class);
        return ((Done) answer).labels();
    }

    private RejectionReason reason(OnnxProcessor processor, byte[] image, String mediaType) throws Exception {
        return ((Rejected) answer(processor, image, mediaType)).reason();
    }

    private ProcessorAnswer answer(OnnxProcessor processor, byte[] image, String mediaType) throws Exception {
        Path input = Files.write(Files.createTempFile(directory, "in", null), image);
        return processor.process(
                new ImageRequest("image", input, directory, mediaType, Duration.ofSeconds(30), Map.of()));
    }
}
