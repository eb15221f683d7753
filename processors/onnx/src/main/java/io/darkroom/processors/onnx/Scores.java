package io.darkroom.processors.onnx;

import io.darkroom.processor.api.RecognisedLabel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What a model says about an image, as probabilities.
final class Scores {

    private static final double TOLERANCE = 0.01;

    private final double[] probabilities;

    private Scores(double[] probabilities) {
        this.probabilities = probabilities;
    }

    /// @param outputs the model's: probabilities, or the numbers before the softmax that makes them
    static Scores of(float[] outputs) {
        double sum = 0;
        boolean areProbabilities = true;
        for (float output : outputs) {
            sum += output;
            areProbabilities &= output >= 0 && output <= 1;
        }
        return new Scores(
                areProbabilities && Math.abs(sum - 1) < TOLERANCE ? doubles(outputs) : softmax(doubles(outputs)));
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static double[] softmax(double[] values) {
        // Without the largest taken off, the powers overflow.
        double largest = Arrays.stream(values).max().orElse(0);
        double[] powers =
                Arrays.stream(values).map(value -> Math.exp(value - largest)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }

    /// The best labels, the best first. There is at least that one, however low its score.
    List<RecognisedLabel> best(List<String> labels, int most, double minScore) {
        List<RecognisedLabel> all = IntStream.range(0, labels.size())
                .mapToObj(i -> new RecognisedLabel(labels.get(i), Math.clamp(probabilities[i], 0, 1)))
                .sorted(Comparator.comparingDouble(RecognisedLabel::score).reversed())
                .limit(most)
                .toList();
        return IntStream.range(0, all.size())
                .filter(i -> i == 0 || all.get(i).score() >= minScore)
                .mapToObj(all::get)
                .toList();
    }
}
