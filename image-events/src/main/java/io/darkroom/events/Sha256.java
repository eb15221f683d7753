package io.darkroom.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The SHA-256 digest of an image's bytes.
///
/// @param hex 64 lower-case hexadecimal digits
public record Sha256(@JsonValue String hex) {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    /// @throws IllegalArgumentException if the text is not 64 lower-case hexadecimal digits
    @JsonCreator
    public Sha256 {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("a SHA-256 is 64 lower-case hexadecimal digits");
        }
    }

    /// The digest of these bytes.
    public static Sha256 of(byte[] bytes) {
        return ofDigest(newDigest().digest(bytes));
    }

    /// Wraps a finished digest of 32 bytes.
    public static Sha256 ofDigest(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    /// Reads the form that S3 and HTTP digest headers use.
    ///
    /// @throws IllegalArgumentException if the text is not the Base64 of 32 bytes
    public static Sha256 ofBase64(String base64) {
        return ofDigest(Base64.getDecoder().decode(base64));
    }

    /// The form that S3 and HTTP digest headers use.
    public String base64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    /// A digest to feed while bytes pass by.
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
