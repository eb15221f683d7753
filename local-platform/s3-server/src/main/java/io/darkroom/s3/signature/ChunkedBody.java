package io.darkroom.s3.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A body in the `aws-chunked` encoding: `SIZE[;chunk-signature=…]`, that many bytes, and so on until a chunk of none,
/// then trailers.
final class ChunkedBody extends SignedBody {

    private static final String SIGNATURE_EXTENSION = ";chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
    private static final int LONGEST_LINE = 8 * 1024;

    private final InputStream source;
    private final long decodedLength;
    private final @Nullable ChunkSigner signer;
    private final boolean hasTrailers;
    private final MessageDigest chunkDigest = SigningKey.sha256();
    private final Map<String, String> trailers = new LinkedHashMap<>();

    private String chunkSignature = "";
    private long leftInChunk;
    private long total;
    private boolean isAtEnd;

    ChunkedBody(InputStream source, long decodedLength, @Nullable ChunkSigner signer, boolean hasTrailers) {
        this.source = new BufferedInputStream(source, 64 * 1024);
        this.decodedLength = decodedLength;
        this.signer = signer;
        this.hasTrailers = hasTrailers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (leftInChunk == 0 && !isAtEnd) {
            beginChunk();
        }
        if (isAtEnd) {
            return -1;
        }
        int read = source.read(buffer, offset, (int) Math.min(length, leftInChunk));
        if (read < 0) {
            throw incomplete();
        }
        chunkDigest.update(buffer, offset, read);
        leftInChunk -= read;
        total += read;
        if (leftInChunk == 0) {
            endChunk();
        }
        return read;
    }

    @Override
    public Map<String, String> trailers() {
        return Map.copyOf(trailers);
    }

    private void beginChunk() throws IOException {
        String line = readLine();
        int extension = line.indexOf(';');
        String size = extension < 0 ? line : line.substring(0, extension);
        try {
            leftInChunk = Long.parseLong(size, 16);
        } catch (NumberFormatException e) {
            throw new S3Exception(S3Error.INVALID_REQUEST, "The body is not in the aws-chunked encoding");
        }
        chunkSignature = line.startsWith(SIGNATURE_EXTENSION, size.length())
                ? line.substring(size.length() + SIGNATURE_EXTENSION.length())
                : "";
        if (leftInChunk == 0) {
            verifyChunk();
            end();
        }
    }

    private void endChunk() throws IOException {
        verifyChunk();
        if (!readLine().isEmpty()) {
            throw new S3Exception(S3Error.INVALID_REQUEST, "A chunk is longer than it says");
        }
    }

    private void verifyChunk() {
        byte[] hash = chunkDigest.digest();
        if (signer != null) {
            signer.requireChunk(chunkSignature, HexFormat.of().formatHex(hash));
        }
    }

    private void end() throws IOException {
        readTrailers();
        if (total != decodedLength) {
            throw incomplete();
        }
        isAtEnd = true;
    }

    private void readTrailers() throws IOException {
        StringBuilder signed = new StringBuilder();
        String signature = "";
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(colon, 0)).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (name.equals(TRAILER_SIGNATURE)) {
                signature = value;
            } else {
                trailers.put(name, value);
                signed.append(name).append(':').append(value).append('\n');
            }
        }
        if (signer != null && hasTrailers) {
            signer.requireTrailer(signature, SigningKey.sha256Hex(signed.toString()));
        }
    }

    // Without its line end; empty at the end of the stream, which ends trailers as an empty line does.
    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = source.read(); next >= 0 && next != '\n'; next = source.read()) {
            if (line.size() >= LONGEST_LINE) {
                throw new S3Exception(S3Error.INVALID_REQUEST, "A line of the aws-chunked encoding is too long");
            }
            line.write(next);
        }
        return line.toString(US_ASCII).stripTrailing();
    }

    private static S3Exception incomplete() {
        return new S3Exception(
                S3Error.INCOMPLETE_BODY, "You did not provide the number of bytes specified by the HTTP header");
    }
}
