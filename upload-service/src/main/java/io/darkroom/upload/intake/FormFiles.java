package io.darkroom.upload.intake;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.RequestContext;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;

/// The files of a `multipart/form-data` body, one after the other, without a temporary file or a whole one in memory.
///
/// A part is a file if it has a file name, or declares itself an image or plain bytes; other parts are passed over.
final class FormFiles {

    private static final int MAX_PART_HEADER_BYTES = 8 * 1024;
    private static final int MAX_OTHER_PARTS = 100;

    private final FileItemInputIterator parts;
    private int otherParts;

    private FormFiles(FileItemInputIterator parts) {
        this.parts = parts;
    }

    /// @param contentType with the boundary
    /// @throws FailureException with [FailureCode#INVALID_EVENT] if it does not begin as a form
    static FormFiles open(String contentType, InputStream body) {
        var upload = new JakartaServletFileUpload<>();
        upload.setHeaderCharset(StandardCharsets.UTF_8);
        upload.setMaxPartHeaderSize(MAX_PART_HEADER_BYTES);
        try {
            return new FormFiles(upload.getItemIterator(new Body(contentType, body)));
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /// Goes on to the next file; what is left of the one before is passed over.
    ///
    /// @return empty if there is none
    /// @throws FailureException with [FailureCode#INVALID_EVENT] if the form is malformed
    Optional<FormFile> next() {
        try {
            while (parts.hasNext()) {
                FileItemInput part = parts.next();
                if (isFile(part)) {
                    return Optional.of(
                            new FormFile(nameOf(part), digestOf(part), new PartStream(part.getInputStream())));
                }
                if (++otherParts > MAX_OTHER_PARTS) {
                    throw new FailureException(FailureCode.INVALID_EVENT, "The form has too many parts.");
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    private static boolean isFile(FileItemInput part) {
        String type = Optional.ofNullable(part.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        return !part.isFormField() || type.startsWith("image/") || type.startsWith("application/octet-stream");
    }

    private static @Nullable String nameOf(FileItemInput part) {
        try {
            return part.getName();
        } catch (InvalidPathException e) {
            // It holds a NUL: names are inert text to us, and are cleaned later.
            return e.getInput();
        }
    }

    private static List<String> digestOf(FileItemInput part) {
        List<String> lines = new ArrayList<>();
        part.getHeaders().getHeaders(ContentDigest.HEADER).forEachRemaining(lines::add);
        return lines;
    }

    private static FailureException malformed(IOException cause) {
        return new FailureException(
                FailureCode.INVALID_EVENT, "The body is not a well-formed multipart/form-data body.", cause);
    }

    /// Tells the parser what it must know of the request.
    private record Body(String contentType, InputStream body) implements RequestContext {

        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }

        @Override
        public boolean isMultipartRelated() {
            return false;
        }
    }

    /// A part's content: a form that breaks off within it is a failure, as between parts.
    private static final class PartStream extends InputStream {

        private final InputStream content;

        PartStream(InputStream content) {
            this.content = content;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            try {
                return content.read(target, offset, length);
            } catch (IOException e) {
                throw malformed(e);
            }
        }
    }
}
