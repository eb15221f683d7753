package io.darkroom.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.zip.CRC32;

/// A JVM's recording of how a program starts (an AOT cache, JEP 483 and 514): a later start of the same program loads
/// and links its classes from it, in a fraction of the time.
///
/// @param file where it is, or would be; its name follows from the program's jars and options
public record StartRecording(Path file) {

    /// The recording of a program as it is built now.
    public static StartRecording of(JavaProgram program) {
        String name = program.mainClass() + "-" + fingerprint(program) + ".aot";
        return new StartRecording(Programs.location().resolve("target/starts").resolve(name));
    }

    // The JVM refuses a recording whose jars have changed; another name saves it the attempt.
    private static String fingerprint(JavaProgram program) {
        CRC32 fingerprint = new CRC32();
        add(fingerprint, System.getProperty("java.vm.version"));
        program.jvmOptions().forEach(option -> add(fingerprint, option));
        for (Path jar : program.classPath()) {
            add(fingerprint, jar.toString());
            try {
                BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
                add(fingerprint, attributes.size() + " " + attributes.lastModifiedTime());
            } catch (NoSuchFileException e) {
                add(fingerprint, "absent");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Long.toHexString(fingerprint.getValue());
    }

    private static void add(CRC32 fingerprint, String text) {
        fingerprint.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether there is one.
    public boolean exists() {
        return Files.exists(file);
    }

    List<String> replay() {
        return exists() ? List.of("-XX:AOTCache=" + file) : List.of();
    }

    // The JVM writes it when it ends, which a kill could break off.
    List<String> record() {
        try {
            Files.createDirectories(file.resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-XX:AOTCacheOutput=" + unfinished());
    }

    /// Makes what a JVM has written the recording; nothing happens if it has written none.
    void publish() {
        try {
            Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
            // What the JVM noted on the way.
            Files.deleteIfExists(file.resolveSibling(unfinished().getFileName() + ".config"));
        } catch (NoSuchFileException e) {
            // The program then starts as it did before.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".unfinished");
    }
}
