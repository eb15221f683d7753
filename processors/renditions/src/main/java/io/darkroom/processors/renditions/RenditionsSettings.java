package io.darkroom.processors.renditions;

import io.darkroom.processors.originals.HeaderLimits;
import io.darkroom.processors.originals.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The processor's parameters: `renditions`, `quality`, and those of [HeaderLimits].
///
/// @param limits what a header may announce
/// @param renditions what to make
record RenditionsSettings(HeaderLimits limits, List<Rendition> renditions) {

    RenditionsSettings {
        renditions = List.copyOf(renditions);
        if (renditions.isEmpty()) {
            throw new IllegalArgumentException("there is at least one rendition");
        }
    }

    /// @throws IllegalArgumentException if a parameter is unknown or has no good value; the message names
    ///     it
    static RenditionsSettings of(Map<String, String> values) {
        Parameters parameters = Parameters.of(values, Set.of("renditions", "quality"));
        @Nullable
        Integer quality = values.containsKey("quality") ? (Integer) parameters.number("quality", 0, 1, 100) : null;
        return new RenditionsSettings(
                HeaderLimits.of(parameters),
                RenditionList.parse(parameters.text("renditions", RenditionList.DEFAULTS), quality));
    }
}
