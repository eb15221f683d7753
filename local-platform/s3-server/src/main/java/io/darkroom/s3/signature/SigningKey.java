package io.darkroom.s3.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key of one day, region and service, and the hash functions that go with it.
final class SigningKey {

    static final String TERMINATOR = "aws4_request";
    static final String SERVICE = "s3";

    private static final String HMAC = "HmacSHA256";

    private final byte[] key;

    SigningKey(Credentials credentials, String day) {
        byte[] secret = ("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8);
        key = hmac(hmac(hmac(hmac(secret, day), credentials.region()), SERVICE), TERMINATOR);
    }

    String sign(String text) {
        return HexFormat.of().formatHex(hmac(key, text));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256Hex(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)));
    }

    /// Compares without telling by time how far two signatures agree.
    static boolean matches(String expected, String actual) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), actual.getBytes(UTF_8));
    }
}
