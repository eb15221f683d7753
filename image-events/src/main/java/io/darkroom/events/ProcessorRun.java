package io.darkroom.events;

import java.util.Objects;

/// That a processor worked on an image.
///
/// @param name the processor's configured name
/// @param version the version that it told
/// @param millis how long it took
public record ProcessorRun(String name, String version, long millis) {

    /// @throws NullPointerException if the name or version is missing
    /// @throws IllegalArgumentException if the name is empty or the time is negative
    public ProcessorRun {
        Objects.requireNonNull(version, "version");
        if (name.isEmpty() || millis < 0) {
            throw new IllegalArgumentException("a processor run has a name and took no negative time");
        }
    }
}
