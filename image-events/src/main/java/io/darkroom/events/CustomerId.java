package io.darkroom.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Whose image it is. Comes from a credential only (a token's `customer_id` claim, or the attribute `customerid` of
/// an authenticated producer's record), never from a body, a path or a file name.
///
/// @param value lower-case letters, digits and hyphens, 1 to 63 characters, not starting with a hyphen
public record CustomerId(@JsonValue String value) implements Comparable<CustomerId> {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /// @throws IllegalArgumentException if the value has another shape
    @JsonCreator
    public CustomerId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a customer id is 1 to 63 of a-z, 0-9 and '-', not starting with '-'");
        }
    }

    /// Whether a text has the shape of a customer id.
    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public int compareTo(CustomerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
