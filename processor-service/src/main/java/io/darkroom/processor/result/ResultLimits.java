package io.darkroom.processor.result;

import java.util.Set;
import org.springframework.util.unit.DataSize;

/// What a processor's answer may hold.
///
/// @param maxFiles result files of one image and processor
/// @param maxFileSize length of a result file
/// @param mediaTypes types of result files; for images the bytes must agree
/// @param maxLabels labels of one image and processor
/// @param maxAttributes attributes of one image and processor
public record ResultLimits(
        int maxFiles, DataSize maxFileSize, Set<String> mediaTypes, int maxLabels, int maxAttributes) {

    /// Copies the set.
    public ResultLimits {
        mediaTypes = Set.copyOf(mediaTypes);
    }
}
