package io.darkroom.processor.api.http;

import io.darkroom.processor.api.worker.ResultDocument;
import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/// A multipart answer: the document first, then result files by their names.
///
/// @param parts the answer
/// @param directory where files go
/// @param maxFiles how many are taken
/// @param maxFileBytes how long each may be
record AnswerParts(MultipartReader parts, Path directory, int maxFiles, long maxFileBytes) {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,126}");

    ResultDocument read() throws WorkerProtocolException, IOException {
        if (!parts.next()) {
            throw new WorkerProtocolException("the answer has no parts");
        }
        ResultDocument document = ResultDocument.read(EndpointProtocol.text(parts.content()));
        for (int files = 0; parts.next(); files++) {
            if (files == maxFiles) {
                throw new WorkerProtocolException("the answer has more than " + maxFiles + " files");
            }
            save(parts.fileName());
        }
        return document;
    }

    private void save(String name) throws WorkerProtocolException, IOException {
        if (!FILE_NAME.matcher(name).matches()) {
            throw new WorkerProtocolException("a part's filename is missing or not a plain file name");
        }
        try (OutputStream file = Files.newOutputStream(
                directory.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(parts.content(), file);
        } catch (FileAlreadyExistsException e) {
            throw new WorkerProtocolException("two parts have one filename");
        }
    }

    private void copy(InputStream content, OutputStream file) throws WorkerProtocolException, IOException {
        byte[] buffer = new byte[65_536];
        long length = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            length += read;
            if (length > maxFileBytes) {
                throw new WorkerProtocolException("a file is longer than " + maxFileBytes + " bytes");
            }
            file.write(buffer, 0, read);
        }
    }
}
