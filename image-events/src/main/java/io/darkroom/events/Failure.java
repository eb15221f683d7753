package io.darkroom.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Why an image failed.
///
/// @param code which failure
/// @param message for the sender: what is wrong and what to do
/// @param processor the processor that failed it, if it was one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Failure(
        FailureCode code, String message, @Nullable String processor) {

    /// @throws NullPointerException if the code or message is missing
    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    /// Whose fault it is; follows from the code.
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public Fault fault() {
        return code.fault();
    }
}
