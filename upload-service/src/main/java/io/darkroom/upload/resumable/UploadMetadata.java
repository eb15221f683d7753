package io.darkroom.upload.resumable;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a sender says of an upload: the header `Upload-Metadata`. Only a file name is used; all of it is given back as
/// it came.
///
/// @param text the header
/// @param values by key, decoded
record UploadMetadata(String text, Map<String, String> values) {

    private static final int MOST_CHARACTERS = 4_096;
    private static final Pattern PAIR = Pattern.compile("[!-~&&[^,]]+(?: [A-Za-z0-9+/]*={0,2})?");

    UploadMetadata {
        values = Map.copyOf(values);
    }

    /// Reads the header.
    ///
    /// @throws FailureException with [FailureCode#INVALID_EVENT] if it is malformed
    static UploadMetadata parse(@Nullable String header) {
        String text = header == null ? "" : header;
        Map<String, String> values = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            if (text.length() > MOST_CHARACTERS || !PAIR.matcher(pair.strip()).matches()) {
                throw invalid();
            }
            String[] parts = pair.strip().split(" ", 2);
            if (values.put(parts[0], parts.length == 1 ? "" : decode(parts[1])) != null) {
                throw invalid();
            }
        }
        return new UploadMetadata(text, values);
    }

    /// What the sender calls the file, if it says; not cleaned yet.
    @Nullable
    String fileName() {
        String name = values.getOrDefault("filename", values.getOrDefault("name", ""));
        return name.isEmpty() ? null : name;
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static FailureException invalid() {
        return new FailureException(
                FailureCode.INVALID_EVENT,
                "The header " + TusHeaders.UPLOAD_METADATA
                        + " must be pairs of a key and a value in Base64, parted by commas.");
    }
}
