package io.darkroom.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs a request by hand, so that a test can send a body that no honest client would.
final class HandSigner {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private HandSigner() {}

    /// The headers to send with a PUT, the given ones among them; one is `x-amz-content-sha256`.
    static Map<String, String> sign(URI uri, Map<String, String> headers) throws GeneralSecurityException {
        String time = TIME.format(Instant.now());
        Map<String, String> signed = new TreeMap<>(headers);
        signed.put("x-amz-date", time);
        Map<String, String> withHost = new TreeMap<>(signed);
        withHost.put("host", uri.getAuthority());
        String names = String.join(";", withHost.keySet());
        String lines = withHost.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String canonical =
                String.join("\n", "PUT", uri.getRawPath(), "", lines, names, headers.get("x-amz-content-sha256"));
        String scope = time.substring(0, 8) + "/" + S3Server.REGION + "/s3/aws4_request";
        String text = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hash(canonical));
        byte[] key = ("AWS4" + S3Server.SECRET_KEY).getBytes(UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        signed.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(
                                S3Server.ACCESS_KEY,
                                scope,
                                names,
                                HexFormat.of().formatHex(hmac(key, text))));
        return signed;
    }

    static String hash(String text) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
