package io.darkroom.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked from the artifact for this machine.
///
/// @param directory holds `bin`, `lib` and `share`
record Installation(Path directory) {

    /// Unpacks the programs once; several processes may ask for it at a time.
    static Installation unpackedBelow(Path parent) throws IOException {
        URL archive = archive();
        // The entry's checksum names the directory, so that another version gets another one.
        long crc = ((JarURLConnection) archive.openConnection()).getJarEntry().getCrc();
        Path directory = parent.toAbsolutePath().resolve("postgres-" + Long.toHexString(crc));
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(parent);
            Path fresh = Files.createTempDirectory(parent, "unpacking-");
            unpack(archive, fresh);
            publish(fresh, directory);
        }
        return new Installation(directory);
    }

    private static URL archive() throws IOException {
        String name = "postgres-%s-%s.txz".formatted(system(), architecture());
        URL archive = Installation.class.getResource("/" + name);
        if (archive == null) {
            throw new IOException("There is no PostgreSQL for this machine: " + name + " is not on the class path");
        }
        return archive;
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        boolean musl = Files.exists(Path.of("/etc/alpine-release"));
        return (arm ? "arm_64" : "x86_64") + (musl ? "-alpine_linux" : "");
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream compressed = archive.openStream();
                TarArchiveInputStream entries = new TarArchiveInputStream(new XZCompressorInputStream(compressed))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpack(entry, entries, target);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("An entry of the archive lies outside of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Path parent = Objects.requireNonNull(path.getParent());
        Files.createDirectories(parent);
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if (parent.endsWith("bin") && !path.toFile().setExecutable(true, false)) {
            throw new IOException("Cannot make " + path + " executable");
        }
    }

    // A directory appears with all its content or not at all; the second of two processes throws its own away.
    private static void publish(Path fresh, Path directory) throws IOException {
        try {
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
            delete(fresh);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// A command line of one of the programs. PostgreSQL refuses to run as root; in a user namespace of its own
    /// it does not look like root.
    ProcessBuilder command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO();
    }

    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }
}
