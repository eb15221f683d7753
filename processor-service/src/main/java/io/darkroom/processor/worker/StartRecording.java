package io.darkroom.processor.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A JVM's recording of how a Java worker starts (an AOT cache, JEP 483 and 514): later starts load and link their
/// classes from it, in less time. It lies beside the jars that it is of, so that whoever could change it could change
/// them as well, and a sandbox that shows them shows it, too. Its name follows from the JVM, its options and the jars'
/// sizes and times: one that does not fit is never looked at.
///
/// It can only help: the JVM checks it and does without a damaged one, and after a start from it that failed none
/// is tried again. Thread-safe.
public final class StartRecording {

    private static final Logger log = LoggerFactory.getLogger(StartRecording.class);

    private static final String SUFFIX = ".aot";

    /// How long what looks abandoned may still be another service's.
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final JavaCommand command;
    private final Path file;
    private final Path unfinished;

    /// What the names of all recordings begin with that were for the same use.
    private final String family;

    private volatile boolean isDistrusted;

    private StartRecording(JavaCommand command, Path directory, String family) {
        this.command = command;
        this.family = family;
        String name = family + Long.toHexString(contents(command)) + SUFFIX;
        this.file = directory.resolve(name);
        this.unfinished = directory.resolve(name + "." + UUID.randomUUID());
    }

    /// The recording of a command's start, whether there is one yet or not.
    ///
    /// @param directory of the jars
    /// @param name of the processor
    public static StartRecording of(JavaCommand command, Path directory, String name) {
        CRC32 use = new CRC32();
        command.options().forEach(option -> add(use, option));
        command.jars().forEach(jar -> add(use, jar.toString()));
        return new StartRecording(
                command, directory, name.replaceAll("[^\\w.-]", "_") + "-" + Long.toHexString(use.getValue()) + "-");
    }

    // Seconds, as the JVM compares: an image of a container keeps no more.
    private static long contents(JavaCommand command) {
        CRC32 contents = new CRC32();
        add(contents, command.javaHome().toString());
        add(contents, System.getProperty("java.vm.version"));
        for (Path jar : command.jars()) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
                add(
                        contents,
                        attributes.size() + " " + attributes.lastModifiedTime().to(TimeUnit.SECONDS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return contents.getValue();
    }

    private static void add(CRC32 digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update(0);
    }

    /// Whether there is one.
    boolean exists() {
        return Files.isRegularFile(file);
    }

    /// Whether one could be made: in a container it could not, but there it has been made with the image.
    boolean canBeMade() {
        return Files.isWritable(file.resolveSibling(""));
    }

    /// Whether the next start may use it.
    boolean isUsed() {
        return !isDistrusted && exists();
    }

    /// A start from it failed. None does any more, as long as this service runs.
    void distrust() {
        isDistrusted = true;
        log.atWarn().addKeyValue("file", file).log("A worker did not start from its recording; doing without it");
    }

    /// Starts from it.
    List<String> replay() {
        return command.wordsWith(List.of("-XX:AOTCache=" + file, "-XX:+VerifySharedSpaces"));
    }

    /// Makes it, in the directory that the worker runs in, when the worker ends.
    List<String> record() {
        return command.wordsWith(List.of("-XX:AOTCacheOutput=start.aot"));
    }

    /// Starts from what [#take] has taken, or not at all.
    List<String> rehearse() {
        return command.wordsWith(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + unfinished, "-XX:+VerifySharedSpaces"));
    }

    /// Takes what a worker has recorded out of the directory that it ran in.
    ///
    /// @throws IOException if there is nothing, or it cannot be kept
    void take(Path directory) throws IOException {
        Files.copy(directory.resolve("start.aot"), unfinished, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("r--r--r--"));
    }

    /// Lets starts use what was taken, and removes what older jars have left.
    void publish() throws IOException {
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        removeOld();
    }

    /// Removes what was taken but not published.
    void discard() throws IOException {
        Files.deleteIfExists(unfinished);
    }

    private void removeOld() throws IOException {
        List<Path> others;
        try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
            others = files.filter(other -> other.getFileName().toString().startsWith(family))
                    .filter(other -> !other.equals(file))
                    .toList();
        }
        Instant then = Instant.now().minus(GRACE);
        for (Path other : others) {
            if (Files.getLastModifiedTime(other).toInstant().isBefore(then)) {
                Files.deleteIfExists(other);
            }
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
