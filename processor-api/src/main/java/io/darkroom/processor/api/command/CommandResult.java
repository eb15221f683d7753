package io.darkroom.processor.api.command;

import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.processor.api.worker.ResultDocument;
import io.darkroom.processor.api.worker.WorkerProtocol;
import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Reads what a program that ended well left in its output directory: `result.json`, if it wrote one, and result
/// files. A document that lists no results means all files; a file's name without its extension is its result's name
/// then, and its extension its media type. What the files are in truth is for the platform to look at.
public final class CommandResult {

    /// The document's name in the output directory.
    public static final String DOCUMENT = "result.json";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "png", "image/png",
            "webp", "image/webp",
            "avif", "image/avif",
            "gif", "image/gif",
            "json", "application/json",
            "txt", "text/plain");

    private CommandResult() {}

    /// Reads a directory.
    ///
    /// @throws WorkerProtocolException if the document is none
    /// @throws IOException if the directory cannot be read
    public static ResultDocument read(Path outputDirectory) throws WorkerProtocolException, IOException {
        Path document = outputDirectory.resolve(DOCUMENT);
        String json = Files.exists(document, LinkOption.NOFOLLOW_LINKS) ? text(document) : "{}";
        return ResultDocument.read(json).withFiles(files(outputDirectory));
    }

    private static String text(Path document) throws WorkerProtocolException, IOException {
        // A link may lead anywhere, and to read a pipe may take for ever.
        if (!Files.isRegularFile(document, LinkOption.NOFOLLOW_LINKS)) {
            throw new WorkerProtocolException(DOCUMENT + " is not a plain file");
        }
        try (InputStream bytes = Files.newInputStream(document, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] text = bytes.readNBytes(WorkerProtocol.MAX_LINE_BYTES + 1);
            if (text.length > WorkerProtocol.MAX_LINE_BYTES) {
                throw new WorkerProtocolException(
                        DOCUMENT + " is longer than " + WorkerProtocol.MAX_LINE_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WorkerProtocolException(DOCUMENT + " is not UTF-8");
        }
    }

    private static List<ResultFile> files(Path directory) throws IOException {
        List<ResultFile> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.equals(DOCUMENT)) {
                    results.add(result(name));
                }
            }
        }
        return results;
    }

    private static ResultFile result(String file) {
        int dot = file.lastIndexOf('.');
        String stem = dot > 0 ? file.substring(0, dot) : file;
        String extension = dot > 0 ? file.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
        return new ResultFile(
                stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
                file,
                MEDIA_TYPES.getOrDefault(extension, "application/octet-stream"),
                null,
                null);
    }

    /// The answer for a program that ended badly.
    ///
    /// @param how for the company's engineers
    public static ResultDocument failed(String how) {
        return new ResultDocument(new ProcessorAnswer.Failed(how), null, true);
    }
}
