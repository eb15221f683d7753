package io.darkroom.s3;

import io.darkroom.s3.signature.Encoding;
import io.darkroom.s3.signature.SignedBody;
import io.darkroom.s3.signature.SignedRequest;
import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A request whose signature is right.
///
/// @param bucket empty if the path names none
/// @param key empty if the path names none
/// @param body decoded; checked while it is read
record Request(SignedRequest http, String bucket, String key, Map<String, String> query, SignedBody body) {

    /// Reads bucket and key from the path, `/BUCKET/KEY`.
    static Request of(SignedRequest http, SignedBody body) {
        String path = Encoding.decode(http.rawPath()).substring(1);
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        Map<String, String> query = new HashMap<>();
        Encoding.parameters(http.rawQuery()).forEach(entry -> query.put(entry.getKey(), entry.getValue()));
        return new Request(http, bucket, key, query, body);
    }

    boolean has(String parameter) {
        return query.containsKey(parameter);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    String requireParameter(String name) {
        return parameter(name).orElseThrow(() -> new S3Exception(S3Error.INVALID_ARGUMENT, name + " is required"));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(http.header(name));
    }

    /// A whole number of the query.
    int number(String name, int otherwise) {
        try {
            return parameter(name).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new S3Exception(S3Error.INVALID_ARGUMENT, name + " must be a number");
        }
    }
}
