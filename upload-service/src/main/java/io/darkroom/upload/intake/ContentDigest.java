package io.darkroom.upload.intake;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a sender says that the digest of its bytes is: the header `Content-Digest` (RFC 9530), with SHA-256, SHA-512 or
/// both. Other algorithms beside these are passed over; alone they are refused, since the sender relies on a check.
public final class ContentDigest {

    static final String HEADER = "Content-Digest";

    private static final Pattern MEMBER = Pattern.compile("\\s*([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):\\s*");
    private static final Map<String, String> ALGORITHMS = Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

    private final Map<String, byte[]> expected;

    private ContentDigest(Map<String, byte[]> expected) {
        this.expected = expected;
    }

    /// Nothing is expected.
    public static ContentDigest none() {
        return new ContentDigest(Map.of());
    }

    /// Reads the header's lines; none mean that nothing is expected.
    ///
    /// @throws FailureException with [FailureCode#INVALID_EVENT] if they are malformed or name no algorithm we know
    static ContentDigest parse(List<String> lines) {
        Map<String, byte[]> expected = new TreeMap<>();
        for (String member :
                lines.isEmpty() ? new String[0] : String.join(",", lines).split(",", -1)) {
            Matcher matcher = MEMBER.matcher(member);
            if (!matcher.matches()) {
                throw invalid();
            }
            String algorithm = ALGORITHMS.get(matcher.group(1));
            if (algorithm != null) {
                expected.put(algorithm, decode(matcher.group(2)));
            }
        }
        if (expected.isEmpty() && !lines.isEmpty()) {
            throw invalid();
        }
        return new ContentDigest(expected);
    }

    /// The same bytes, which at their end throw [FailureCode#CHECKSUM_MISMATCH] if they are not the expected ones.
    InputStream verify(InputStream bytes) {
        List<DigestCheckedStream.Check> checks = new ArrayList<>();
        expected.forEach(
                (algorithm, digest) -> checks.add(new DigestCheckedStream.Check(newDigest(algorithm), digest)));
        return checks.isEmpty() ? bytes : new DigestCheckedStream(bytes, checks);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform that we run on has " + algorithm, e);
        }
    }

    private static FailureException invalid() {
        return new FailureException(
                FailureCode.INVALID_EVENT,
                "The header " + HEADER + " must have the form sha-256=:BASE64: or sha-512=:BASE64: (RFC 9530).");
    }
}
