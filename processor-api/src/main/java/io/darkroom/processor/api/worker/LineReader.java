package io.darkroom.processor.api.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads lines of UTF-8 that end with a line feed, none longer than a bound. Not for more than one thread.
public final class LineReader {

    private final InputStream stream;
    private final int maxBytes;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int limit;

    /// @param stream where the lines come from; stays the caller's
    /// @param maxBytes how long a line may be, without its line feed
    public LineReader(InputStream stream, int maxBytes) {
        this.stream = stream;
        this.maxBytes = maxBytes;
    }

    /// The next line without its line feed, or null at the end. A last line without a line feed was cut
    /// off and counts as the end.
    ///
    /// @throws WorkerProtocolException if the line is too long or not UTF-8
    /// @throws IOException if the stream breaks
    public @Nullable String next() throws IOException, WorkerProtocolException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (position == limit && !fill()) {
                return null;
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            if (line.size() + (end - position) > maxBytes) {
                throw new WorkerProtocolException("a line is longer than " + maxBytes + " bytes");
            }
            line.write(buffer, position, end - position);
            position = Math.min(end + 1, limit);
            if (end < limit) {
                return decode(line.toByteArray());
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, stream.read(buffer));
        return limit > 0;
    }

    private static String decode(byte[] line) throws WorkerProtocolException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WorkerProtocolException("a line is not UTF-8");
        }
    }
}
