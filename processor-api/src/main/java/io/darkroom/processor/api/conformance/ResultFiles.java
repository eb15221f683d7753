package io.darkroom.processor.api.conformance;

import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ResultFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks at the result files of an answer as the platform will.
final class ResultFiles {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,126}");

    // How files of a type begin, as ISO 8859-1.
    private static final Map<String, String> BEGINNINGS = Map.of(
            "image/jpeg", "\u00ff\u00d8\u00ff",
            "image/png", "\u0089PNG\r\n\u001a\n",
            "image/gif", "GIF8",
            "image/webp", "RIFF");

    private ResultFiles() {}

    /// Looks at them.
    ///
    /// @throws ViolationException if a file is not what the answer says
    static void check(ProcessorAnswer.Done answer, Path directory) throws ViolationException, IOException {
        Set<String> names = new HashSet<>();
        for (ResultFile result : answer.results()) {
            String which = "result '" + result.name() + "' ";
            require(NAME.matcher(result.name()).matches(), which + "has a name that is not of a-z, 0-9 and '-'");
            require(names.add(result.name()), which + "stands twice");
            require(FILE.matcher(result.file()).matches(), which + "names no plain file: " + result.file());
            check(directory.resolve(result.file()), result.mediaType(), which);
        }
    }

    private static void check(Path file, String mediaType, String which) throws ViolationException, IOException {
        require(Files.exists(file, LinkOption.NOFOLLOW_LINKS), which + "is not there: " + file.getFileName());
        require(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS), which + "is not a plain file");
        require(Files.size(file) > 0, which + "is empty");
        String beginning = BEGINNINGS.getOrDefault(mediaType, "");
        try (InputStream bytes = Files.newInputStream(file)) {
            String begins = new String(bytes.readNBytes(beginning.length()), StandardCharsets.ISO_8859_1);
            require(begins.equals(beginning), which + "is not " + mediaType + ", as it says");
        }
    }

    private static void require(boolean condition, String otherwise) throws ViolationException {
        if (!condition) {
            throw new ViolationException(otherwise);
        }
    }
}
