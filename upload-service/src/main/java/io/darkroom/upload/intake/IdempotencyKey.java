package io.darkroom.upload.intake;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/// What a sender calls an upload, so that sending it again means the same image. Read from the header `Idempotency-Key`
/// (draft-ietf-httpapi-idempotency-key-header): a structured-field string, or the same without its quotes.
///
/// @param value 1 to [#MAX_LENGTH] printable ASCII characters
public record IdempotencyKey(String value) {

    /// Its name.
    public static final String HEADER = "Idempotency-Key";
    /// How many characters it may have.
    public static final int MAX_LENGTH = 255;

    private static final Pattern QUOTED = Pattern.compile("\"((?:[ -~&&[^\"\\\\]]|\\\\[\"\\\\])*)\"");
    private static final Pattern BARE = Pattern.compile("[!-~&&[^\",;\\\\]]+");

    // No key contains it: file 2 of one key is never file 1 of another.
    private static final char SEPARATOR = '\u001f';

    /// @throws FailureException with [FailureCode#INVALID_EVENT] if it is empty or too long
    public IdempotencyKey {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw invalid();
        }
    }

    /// How the files of a request are called, by their place in it from 0: derived from its key, drawn if it has none.
    ///
    /// @param lines of the header
    /// @throws FailureException as [#parse] does
    public static IntFunction<ImageId> idsOf(CustomerId customer, List<String> lines) {
        Optional<IdempotencyKey> key = parse(lines);
        return index -> key.map(given -> given.imageId(customer, index)).orElseGet(ImageId::random);
    }

    /// Reads the header's lines.
    ///
    /// @throws FailureException with [FailureCode#INVALID_EVENT] if there is more than one or it has another form
    static Optional<IdempotencyKey> parse(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String line = lines.getFirst().strip();
        var quoted = QUOTED.matcher(line);
        if (lines.size() == 1 && quoted.matches()) {
            return Optional.of(new IdempotencyKey(quoted.group(1).replaceAll("\\\\(.)", "$1")));
        }
        if (lines.size() == 1 && BARE.matcher(line).matches()) {
            return Optional.of(new IdempotencyKey(line));
        }
        throw invalid();
    }

    /// The id of a file that is sent under this key.
    ImageId imageId(CustomerId customer, int index) {
        return ImageId.ofUpload(customer, index == 0 ? value : value + SEPARATOR + index);
    }

    private static FailureException invalid() {
        return new FailureException(
                FailureCode.INVALID_EVENT,
                "The header " + HEADER + " must be given once, as 1 to " + MAX_LENGTH + " printable characters.");
    }
}
