package io.darkroom.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Files that are shipped with this module.
public final class Resources {

    private Resources() {}

    /// A file's text.
    ///
    /// @param name absolute, with a slash in front
    public static String text(String name) {
        try (InputStream bytes = Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
