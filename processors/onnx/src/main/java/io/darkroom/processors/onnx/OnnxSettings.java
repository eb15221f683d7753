package io.darkroom.processors.onnx;

import io.darkroom.processors.originals.HeaderLimits;
import io.darkroom.processors.originals.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The processor's parameters: `model`, `labels`, `top`, `min-score`, `input-size`, `mean`, `std`, and
/// those of [HeaderLimits].
///
/// @param limits what a header may announce
/// @param model the model's file
/// @param labels the names of the model's classes, in its order
/// @param top how many labels an image gets at most
/// @param minScore the least score of a label, 0 to 1
/// @param inputSidePx the side of the model's input, where the model leaves it open
/// @param normalisation of the channels
record OnnxSettings(
        HeaderLimits limits,
        Path model,
        List<String> labels,
        int top,
        double minScore,
        int inputSidePx,
        Normalisation normalisation) {

    private static final Set<String> NAMES = Set.of("model", "labels", "top", "min-score", "input-size", "mean", "std");

    OnnxSettings {
        labels = List.copyOf(labels);
    }

    /// What is done to each channel, 0 to 1, before the model sees it: the mean is taken off, then it is
    /// divided.
    ///
    /// @param mean of red, green, blue
    /// @param std of red, green, blue
    record Normalisation(List<Double> mean, List<Double> std) {

        Normalisation {
            mean = List.copyOf(mean);
            std = List.copyOf(std);
            if (mean.size() != 3 || std.size() != 3) {
                throw new IllegalArgumentException("mean and std are three numbers, parted by commas");
            }
            if (std.stream().anyMatch(value -> !(value > 0))) {
                throw new IllegalArgumentException("std is positive");
            }
        }

        float apply(int channel, int value) {
            return (float) ((value / 255.0 - mean.get(channel)) / std.get(channel));
        }
    }

    /// @throws IllegalArgumentException if a parameter is unknown, missing or has no good value; the
    ///     message names it
    /// @throws IOException if the labels cannot be read
    static OnnxSettings of(Map<String, String> values) throws IOException {
        Parameters parameters = Parameters.of(values, NAMES);
        return new OnnxSettings(
                HeaderLimits.of(parameters),
                file(parameters, "model"),
                labels(file(parameters, "labels")),
                parameters.number("top", 5, 1, 100),
                score(parameters.text("min-score", "0.1")),
                parameters.number("input-size", 224, 1, 4096),
                new Normalisation(
                        numbers("mean", parameters.text("mean", "0,0,0")),
                        numbers("std", parameters.text("std", "1,1,1"))));
    }

    private static Path file(Parameters parameters, String name) {
        Path file = Path.of(parameters.text(name));
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("the parameter " + name + ": there is no file " + file + " to be read");
        }
        return file;
    }

    private static List<String> labels(Path file) throws IOException {
        List<String> labels = Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("the parameter labels: " + file + " has no line");
        }
        return labels;
    }

    private static double score(String text) {
        List<Double> numbers = numbers("min-score", text);
        if (numbers.size() != 1 || numbers.getFirst() < 0 || numbers.getFirst() > 1) {
            throw new IllegalArgumentException("the parameter min-score is a number from 0 to 1, not '" + text + "'");
        }
        return numbers.getFirst();
    }

    private static List<Double> numbers(String name, String text) {
        try {
            return Arrays.stream(text.split(",", -1)).map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the parameter " + name + " is of numbers, not '" + text + "'", e);
        }
    }
}
