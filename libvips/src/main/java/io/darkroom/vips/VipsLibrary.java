package io.darkroom.vips;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the library lies: what the system property [#PATH_PROPERTY] names, else `natives/<platform>/libvips-cpp.*`
/// beside this
/// module's jar or classes directory. The build puts it there; a layout that copies the jar elsewhere copies `natives`
/// with it.
final class VipsLibrary {

    static final String PATH_PROPERTY = "darkroom.libvips.path";

    private VipsLibrary() {}

    /// The library file of this machine.
    ///
    /// @throws IllegalStateException if there is none; the message says where it was looked for
    static Path locate() {
        String named = System.getProperty(PATH_PROPERTY);
        return named != null ? existing(Path.of(named)) : locateBeside(moduleLocation());
    }

    static Path locateBeside(Path module) {
        Path directory = module.resolveSibling("natives").resolve(platform());
        if (!Files.isDirectory(directory)) {
            throw missing(directory);
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("libvips-cpp."))
                    .findFirst()
                    .orElseThrow(() -> missing(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw missing(file);
        }
        return file.toAbsolutePath();
    }

    private static IllegalStateException missing(Path place) {
        return new IllegalStateException(
                "No libvips at " + place + "; the system property " + PATH_PROPERTY + " can name another library");
    }

    private static Path moduleLocation() {
        try {
            return Path.of(VipsLibrary.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "This class lies in no jar or directory of the file system; name the library in " + PATH_PROPERTY,
                    e);
        }
    }

    private static String platform() {
        return platform(System.getProperty("os.name"), System.getProperty("os.arch"), runsOnMusl());
    }

    static String platform(String osName, String osArch, boolean musl) {
        String name = osName.toLowerCase(Locale.ROOT);
        @Nullable
        String os =
                name.startsWith("linux") ? (musl ? "linuxmusl" : "linux") : name.startsWith("mac") ? "darwin" : null;
        @Nullable
        String cpu = switch (osArch) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64", "arm64" -> "arm64";
            default -> null;
        };
        if (os == null || cpu == null) {
            throw new IllegalStateException("libvips is not packaged for " + osName + " on " + osArch
                    + "; install it and name the library in " + PATH_PROPERTY);
        }
        return os + "-" + cpu;
    }

    // The C library that this JVM itself is mapped with: a machine can have both installed.
    private static boolean runsOnMusl() {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.isReadable(maps)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(maps)) {
            return lines.anyMatch(line -> line.contains("/ld-musl-") || line.contains("/libc.musl-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
