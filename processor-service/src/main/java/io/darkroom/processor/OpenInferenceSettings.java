package io.darkroom.processor;

import static io.darkroom.processor.ProcessorProperties.require;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How to ask a model server of the Open Inference Protocol, version 2.
///
/// @param model the model's name
/// @param modelVersion the model's version; null for the one that the server chooses
/// @param input the tensor that takes the image as it came: type `BYTES`, shape `[1]`
/// @param output the tensor with the scores, type `FP32`, 0 to 1
/// @param labels a file that names what the scores are of: one name per line, in the order of the scores
/// @param top how many labels at most
/// @param minScore the score that a label needs
public record OpenInferenceSettings(
        String model,
        @Nullable String modelVersion,
        @DefaultValue("image") String input,
        @DefaultValue("scores") String output,
        Path labels,
        @DefaultValue("5") int top,
        @DefaultValue("0.1") double minScore) {

    /// @throws IllegalArgumentException if something is missing or out of range
    public OpenInferenceSettings {
        require(model != null && !model.isBlank(), "open-inference: model is missing");
        require(labels != null, "open-inference: labels is missing");
        require(top >= 1, "open-inference: top must be 1 or more");
        require(minScore >= 0 && minScore <= 1, "open-inference: min-score is from 0 to 1");
    }
}
