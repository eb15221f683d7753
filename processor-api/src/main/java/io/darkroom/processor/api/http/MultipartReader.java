package io.darkroom.processor.api.http;

import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a multipart body (RFC 2046) part by part, each as a stream. Bytes before the first boundary are skipped. Not
/// for more than one thread.
final class MultipartReader {

    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME =
            Pattern.compile(";\\s*filename=(?:\"([^\"]*)\"|([^\\s;\"]+))", Pattern.CASE_INSENSITIVE);
    private static final int MAX_HEADER_BYTES = 8192;

    private final InputStream stream;
    private final byte[] buffer = new byte[65_536];
    private int position;
    private int limit;
    private final byte[] delimiter;
    private Part part;
    private String fileName = "";

    /// @param contentType of the body; names the boundary
    MultipartReader(InputStream body, String contentType) throws WorkerProtocolException {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw new WorkerProtocolException("the multipart answer names no boundary");
        }
        this.delimiter = ("\r\n--" + first(boundary)).getBytes(StandardCharsets.ISO_8859_1);
        this.stream = body;
        // The first boundary may stand at the very beginning, where no line end comes before it.
        this.part = new Part(2);
    }

    private static String first(Matcher matcher) {
        String quoted = matcher.group(1);
        return quoted == null ? matcher.group(2) : quoted;
    }

    /// Goes to the next part, past whatever was not read of this one.
    ///
    /// @return whether there is one
    boolean next() throws WorkerProtocolException, IOException {
        part.skipToEnd();
        int first = nextByte();
        int second = nextByte();
        if (first == '-' && second == '-') {
            return false;
        }
        if (first != '\r' || second != '\n') {
            throw new WorkerProtocolException("a boundary does not end its line");
        }
        readHeaders();
        part = new Part(0);
        return true;
    }

    private void readHeaders() throws WorkerProtocolException, IOException {
        fileName = "";
        int left = MAX_HEADER_BYTES;
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            left -= line.length();
            if (line.regionMatches(true, 0, "Content-Disposition:", 0, "Content-Disposition:".length())) {
                Matcher name = FILE_NAME.matcher(line);
                fileName = name.find() ? first(name) : "";
            }
        }
    }

    private String line(int maxBytes) throws WorkerProtocolException, IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = nextByte(); b != '\n'; b = nextByte()) {
            if (b < 0 || line.size() >= maxBytes) {
                throw new WorkerProtocolException("a part's headers are too long or cut off");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private int nextByte() throws IOException {
        if (position >= limit) {
            position = 0;
            limit = stream.read(buffer);
            if (limit <= 0) {
                return -1;
            }
        }
        return buffer[position++] & 0xff;
    }

    /// The file name that this part's headers tell; empty if they do not.
    String fileName() {
        return fileName;
    }

    /// This part's bytes.
    InputStream content() {
        return part;
    }

    /// The bytes up to the next delimiter. The delimiter begins with a carriage return and holds no other, so what
    /// matched of it before a mismatch is content, and a new match can begin only at the mismatch.
    private final class Part extends InputStream {

        private int matched;
        private int replayed;
        private int toReplay;
        private int pending = -1;
        private boolean ended;

        Part(int matched) {
            this.matched = matched;
        }

        @Override
        public int read() throws IOException {
            while (true) {
                if (replayed < toReplay) {
                    return delimiter[replayed++] & 0xff;
                }
                if (ended) {
                    return -1;
                }
                int b = pending >= 0 ? pending : nextByte();
                pending = -1;
                if (b < 0) {
                    throw new IOException("the answer ends in the middle of a part");
                }
                if (b == (delimiter[matched] & 0xff)) {
                    matched++;
                    ended = matched == delimiter.length;
                } else if (matched > 0) {
                    toReplay = matched;
                    replayed = 0;
                    matched = 0;
                    pending = b;
                } else {
                    return b;
                }
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = 0;
            while (count < length) {
                int b = read();
                if (b < 0) {
                    return count == 0 ? -1 : count;
                }
                bytes[offset + count++] = (byte) b;
            }
            return count;
        }

        void skipToEnd() throws IOException {
            while (read() >= 0) {
                // Nobody wants these.
            }
        }
    }
}
