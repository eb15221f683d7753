package io.darkroom.local;

import io.darkroom.servers.ChildProcess;
import io.darkroom.servers.ServerFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// A service's executable jar, unpacked beside itself: unpacked, a service starts in half the time.
///
/// @param jar the service's own classes; its manifest names the libraries
/// @param mainClass what to run
record ServiceJar(Path jar, String mainClass) {

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    /// Unpacks a service's jar unless that has been done since it was built.
    ///
    /// @param checkout where the modules lie
    /// @throws ServerFailedException if the service is not built
    static ServiceJar unpacked(Path checkout, String service) throws IOException {
        Path target = checkout.resolve(service).resolve("target");
        Path executable = find(target, service);
        Path parent = Files.createDirectories(target.resolve("unpacked"));
        Path directory = parent.resolve(fingerprint(executable));
        if (Files.notExists(directory)) {
            Directories.empty(parent);
            Path fresh = parent.resolve("fresh");
            unpack(service, executable, fresh);
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        Path jar = directory.resolve(executable.getFileName());
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            return new ServiceJar(jar, Objects.requireNonNull(manifest.getValue("Main-Class")));
        }
    }

    // The build is reproducible: a jar's time says nothing. Its directory of contents does, and is quick to read.
    private static String fingerprint(Path executable) throws IOException {
        CRC32 fingerprint = new CRC32();
        try (JarFile file = new JarFile(executable.toFile())) {
            file.stream()
                    .map(entry -> entry.getName() + entry.getCrc())
                    .forEach(text -> fingerprint.update(text.getBytes(StandardCharsets.UTF_8)));
        }
        return Long.toHexString(fingerprint.getValue());
    }

    private static Path find(Path target, String service) throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                List<Path> jars = files.filter(
                                file -> file.getFileName().toString().endsWith("-exec.jar"))
                        .toList();
                if (jars.size() == 1) {
                    return jars.getFirst();
                }
            }
        }
        throw new ServerFailedException(service + " is not built; run ./mvnw package");
    }

    private static void unpack(String service, Path executable, Path directory) {
        ChildProcess unpacking = ChildProcess.start(
                "unpacking " + service,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djarmode=tools",
                        "-jar",
                        executable.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        directory.toString()),
                Map.of(),
                directory.resolveSibling("unpacking.log"));
        Integer exitCode = unpacking
                .onExit()
                .completeOnTimeout(-1, DEADLINE.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (exitCode != 0) {
            throw new ServerFailedException(
                    "The jar of %s cannot be unpacked. %s".formatted(service, unpacking.logTail()));
        }
    }
}
