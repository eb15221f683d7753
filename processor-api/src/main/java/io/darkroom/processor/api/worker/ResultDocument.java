package io.darkroom.processor.api.worker;

import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ResultFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a command or an endpoint tells of an image: an answer as a worker gives it, but without an id, `done` if it
/// does not say otherwise, and with the processor's version, which no greeting told.
///
/// @param answer what came of the image
/// @param version the processor's version, if it tells one
/// @param listsResults whether it says which files are its results; otherwise all that it left are
public record ResultDocument(
        ProcessorAnswer answer, @Nullable String version, boolean listsResults) {

    /// Reads a document.
    ///
    /// @throws WorkerProtocolException if the text is none
    public static ResultDocument read(String json) throws WorkerProtocolException {
        JsonObject document = JsonObject.read(json);
        String version = document.optionalString("version");
        return new ResultDocument(
                AnswerJson.read(document),
                version == null || version.isBlank() ? null : version,
                document.members().get("results") != null);
    }

    /// The document with the files that were found, if it does not list its results itself.
    public ResultDocument withFiles(List<ResultFile> found) {
        if (listsResults || !(answer instanceof ProcessorAnswer.Done done)) {
            return this;
        }
        return new ResultDocument(
                new ProcessorAnswer.Done(found, done.labels(), done.attributes(), done.source()), version, true);
    }
}
