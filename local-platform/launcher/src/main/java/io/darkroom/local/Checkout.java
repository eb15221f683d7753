package io.darkroom.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The built source tree that the platform runs.
///
/// @param path its root
record Checkout(Path path) {

    /// The tree that the current directory is the root of.
    static Checkout current() {
        Path path = Path.of("").toAbsolutePath();
        if (!Files.exists(path.resolve("local-platform"))) {
            throw new IllegalArgumentException("The platform is started from the root of the source tree");
        }
        return new Checkout(path);
    }

    List<Service> services() {
        return Service.ALL;
    }

    /// Where PostgreSQL's programs are unpacked, for all runs.
    Path postgresBinaries() {
        return Path.of(System.getProperty("user.home"), ".cache", "darkroom");
    }
}
