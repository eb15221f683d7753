package io.darkroom.ingest.image;

import io.darkroom.events.InvalidEventException;
import io.darkroom.events.ObjectLocation;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the CloudEvents `dataref`: `s3://bucket/key`, the key as S3 knows it, not percent-encoded.
final class DataReference {

    private static final Pattern SHAPE = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(\\P{Cntrl}+)");
    private static final int MAX_KEY_BYTES = 1024;

    private DataReference() {}

    /// @throws InvalidEventException if it is no such URI
    static ObjectLocation parse(String dataRef) {
        Matcher matcher = SHAPE.matcher(dataRef);
        if (!matcher.matches() || matcher.group(2).getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            throw new InvalidEventException("the attribute 'dataref' is not of the form s3://bucket/key");
        }
        return new ObjectLocation(matcher.group(1), matcher.group(2));
    }
}
