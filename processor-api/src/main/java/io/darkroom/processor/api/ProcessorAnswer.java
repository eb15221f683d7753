package io.darkroom.processor.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What came of an image in one processor.
public sealed interface ProcessorAnswer {

    /// The processor did its work.
    ///
    /// @param results files in the request's output directory
    /// @param labels what it recognised
    /// @param attributes what else it found out, for the manifest
    /// @param source what the original's header says, if the processor looked
    record Done(
            List<ResultFile> results,
            List<RecognisedLabel> labels,
            Map<String, String> attributes,
            @Nullable SourceHeader source)
            implements ProcessorAnswer {

        public Done {
            results = List.copyOf(results);
            labels = List.copyOf(labels);
            attributes = Map.copyOf(attributes);
        }
    }

    /// The processor refuses the image. The image ends as failed.
    ///
    /// @param reason of which kind
    /// @param message for the sender of the image: what is wrong with it
    record Rejected(RejectionReason reason, String message) implements ProcessorAnswer {

        public Rejected {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(message, "message");
        }
    }

    /// The processor's own code failed. A Java processor throws instead.
    ///
    /// @param message what went wrong, for the company's engineers
    record Failed(String message) implements ProcessorAnswer {

        public Failed {
            Objects.requireNonNull(message, "message");
        }
    }
}
