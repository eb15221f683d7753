package io.darkroom.processors.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.processor.api.RecognisedLabel;
import io.darkroom.processors.onnx.OnnxSettings.Normalisation;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelInputTest {

    private static final Normalisation NONE = new Normalisation(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

    @Test
    void takesItsSizeFromTheModel() {
        assertThat(InputLayout.of(new long[] {1, 3, 20, 10}, 224)).isEqualTo(new InputLayout(true, 10, 20));
        assertThat(InputLayout.of(new long[] {-1, 20, 10, 3}, 224)).isEqualTo(new InputLayout(false, 10, 20));
        assertThat(InputLayout.of(new long[] {-1, 3, -1, -1}, 224)).isEqualTo(new InputLayout(true, 224, 224));
    }

    @Test
    void isOnePictureOfThreeChannels() {
        assertThatIllegalArgumentException().isThrownBy(() -> InputLayout.of(new long[] {1, 1, 20, 10}, 224));
        assertThatIllegalArgumentException().isThrownBy(() -> InputLayout.of(new long[] {8, 3, 20, 10}, 224));
        assertThatIllegalArgumentException().isThrownBy(() -> InputLayout.of(new long[] {1, 3}, 224));
    }

    @Test
    void holdsChannelsInTheModelsOrder() {
        byte[] pixels = {0, 51, 102, (byte) 153, (byte) 204, (byte) 255};

        assertThat(floats(new InputLayout(true, 2, 1).tensor(pixels, 3, NONE)))
                .containsExactly(0f, 0.6f, 0.2f, 0.8f, 0.4f, 1f);
        assertThat(floats(new InputLayout(false, 2, 1).tensor(pixels, 3, NONE)))
                .containsExactly(0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f);
    }

    @Test
    void isNormalised() {
        Normalisation usual = new Normalisation(List.of(0.5, 0.5, 0.0), List.of(0.5, 0.25, 1.0));

        assertThat(floats(new InputLayout(true, 1, 1).tensor(new byte[] {0, 0, 0}, 3, usual)))
                .containsExactly(-1f, -2f, 0f);
    }

    @Test
    void greyHasThreeEqualChannelsAndTransparentIsWhite() {
        assertThat(floats(new InputLayout(true, 1, 1).tensor(new byte[] {51}, 1, NONE)))
                .containsExactly(0.2f, 0.2f, 0.2f);
        assertThat(floats(new InputLayout(true, 1, 1).tensor(new byte[] {51, 0}, 2, NONE)))
                .containsExactly(1f, 1f, 1f);
        assertThat(floats(new InputLayout(true, 1, 1).tensor(new byte[] {51, 51, 51, (byte) 255}, 4, NONE)))
                .containsExactly(0.2f, 0.2f, 0.2f);
    }

    @Test
    void numbersBeforeTheSoftmaxBecomeProbabilities() {
        List<RecognisedLabel> labels = Scores.of(new float[] {1, 3, 2}).best(List.of("a", "b", "c"), 3, 0);

        assertThat(labels).extracting(RecognisedLabel::name).containsExactly("b", "c", "a");
        assertThat(labels.getFirst().score()).isCloseTo(0.665, within(0.001));
    }

    private static float[] floats(FloatBuffer buffer) {
        float[] floats = new float[buffer.remaining()];
        buffer.get(floats);
        return floats;
    }
}
