package io.darkroom.upload.intake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.darkroom.events.FailureException;
import io.darkroom.store.RawImage;
import io.darkroom.store.StoredRaw;
import io.darkroom.support.Problems;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/// What became of the files of a form. Each is accepted or refused on its own.
///
/// @param images what became of each file, in their order; at least one
/// @param complete whether every file was looked at: a failure that is not the file's own ends the form, and what came
///     after it must be sent again
record FormAnswer(List<OfFile> images, boolean complete) {

    FormAnswer {
        images = List.copyOf(images);
    }

    /// Why nothing was accepted: the first file's failure. Empty if anything was.
    Optional<FailureException> refusal() {
        boolean accepted = images.stream().anyMatch(image -> image.receipt != null);
        return accepted
                ? Optional.empty()
                : images.stream().map(OfFile::failure).filter(Objects::nonNull).findFirst();
    }

    /// What became of one file: it has either a receipt or a problem.
    ///
    /// @param fileName what the sender called it, if it said; cleaned
    /// @param receipt if it was accepted
    /// @param failure if it was refused
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "FileAnswer")
    record OfFile(
            @Nullable String fileName,
            @Nullable Receipt receipt,
            @JsonIgnore @Nullable FailureException failure) {

        static OfFile accepted(StoredRaw raw) {
            return new OfFile(raw.image().fileName(), Receipt.of(raw), null);
        }

        static OfFile refused(@Nullable String fileName, FailureException failure) {
            return new OfFile(RawImage.cleanFileName(fileName), null, failure);
        }

        /// The failure, as it is told.
        @JsonProperty
        @Nullable
        ProblemDetail problem() {
            return failure == null ? null : Problems.of(failure.code(), failure.reason());
        }
    }
}
