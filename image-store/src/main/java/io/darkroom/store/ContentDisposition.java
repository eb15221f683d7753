package io.darkroom.store;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Writes the header `Content-Disposition` (RFC 6266, RFC 8187), so that a download carries a file name that someone
/// else
/// chose: whatever it holds, it is one quoted name, never a second parameter or header.
final class ContentDisposition {

    // RFC 8187, attr-char.
    private static final Pattern ENCODED = Pattern.compile("[^A-Za-z0-9!#$&+.^_`|~-]");

    private ContentDisposition() {}

    /// @param fileName any text
    static String attachment(String fileName) {
        return "attachment; filename=\"" + fallback(fileName) + "\"; filename*=UTF-8''" + extended(fileName);
    }

    // For clients that do not know the extended form; quotes and backslashes would need escapes that few understand.
    private static String fallback(String fileName) {
        return fileName.replaceAll("[^A-Za-z0-9 ._-]", "_");
    }

    private static String extended(String fileName) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : fileName.getBytes(StandardCharsets.UTF_8)) {
            String c = String.valueOf((char) (b & 0xff));
            encoded.append(ENCODED.matcher(c).matches() ? String.format("%%%02X", b & 0xff) : c);
        }
        return encoded.toString();
    }
}
