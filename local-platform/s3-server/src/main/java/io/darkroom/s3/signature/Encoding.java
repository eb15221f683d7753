package io.darkroom.s3.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.io.ByteArrayOutputStream;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Percent-encoding as signatures use it: everything but letters, digits and `-._~`, in upper-case hexadecimal.
public final class Encoding {

    private static final String UNRESERVED = "-._~";

    private Encoding() {}

    /// Encodes a text; a slash too, unless it is to be kept.
    public static String encode(String text, boolean keepSlashes) {
        StringBuilder encoded = new StringBuilder();
        for (byte value : text.getBytes(UTF_8)) {
            char character = (char) (value & 0xff);
            if (isUnreserved(character) || (keepSlashes && character == '/')) {
                encoded.append(character);
            } else {
                encoded.append('%').append("%02X".formatted(value & 0xff));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || UNRESERVED.indexOf(character) >= 0;
    }

    /// Decodes a text.
    ///
    /// @throws S3Exception if it is not encoded properly
    public static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] encoded = text.getBytes(UTF_8);
        for (int position = 0; position < encoded.length; position++) {
            if (encoded[position] == '%') {
                bytes.write(hexadecimal(encoded, position + 1));
                position += 2;
            } else {
                bytes.write(encoded[position]);
            }
        }
        return bytes.toString(UTF_8);
    }

    private static int hexadecimal(byte[] encoded, int position) {
        if (position + 2 <= encoded.length) {
            int high = Character.digit(encoded[position], 16);
            int low = Character.digit(encoded[position + 1], 16);
            if (high >= 0 && low >= 0) {
                return high * 16 + low;
            }
        }
        throw new S3Exception(S3Error.INVALID_ARGUMENT, "The address is not encoded properly");
    }

    /// The decoded parameters of a query, in order.
    public static List<Map.Entry<String, String>> parameters(String rawQuery) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        int start = 0;
        while (start < rawQuery.length()) {
            int ampersand = rawQuery.indexOf('&', start);
            int end = ampersand < 0 ? rawQuery.length() : ampersand;
            String parameter = rawQuery.substring(start, end);
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (!name.isEmpty()) {
                parameters.add(new SimpleImmutableEntry<>(decode(name), decode(value)));
            }
            start = end + 1;
        }
        return parameters;
    }
}
