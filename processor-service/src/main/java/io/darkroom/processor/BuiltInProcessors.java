package io.darkroom.processor;

import io.darkroom.processor.api.worker.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;

/// The processors that come with Darkroom: Java code in a folder `{name}/lib` each, beside the program,
/// run by this JVM's own `java`.
///
/// @param directory that holds the folders
record BuiltInProcessors(Path directory) {

    private static final String FOLDER = "processors";

    // A small heap and the quick compiler: the work is done in native code. Without more memory the
    // process ends.
    private static final List<String> JAVA_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xms16m",
            "-Xmx96m",
            "--enable-native-access=ALL-UNNAMED");

    // Descriptor 3 becomes the pipe to us, and 1 goes where 2 goes: what native code prints cannot
    // spoil the protocol.
    private static final String START =
            "exec \"$0\" -Djava.io.tmpdir=\"$TMPDIR\" -Ddarkroom.worker.answers=/dev/fd/3 \"$@\" 3>&1 1>&2";

    /// @param configured where to look; null for the folder beside the program's jar, or beside its classes
    /// @throws IllegalArgumentException if there is no such folder
    static BuiltInProcessors locate(@Nullable Path configured) {
        if (configured != null) {
            return new BuiltInProcessors(existing(configured)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "darkroom.processor.built-in-directory: there is no directory " + configured)));
        }
        Path program = program();
        return new BuiltInProcessors(existing(program.resolveSibling(FOLDER))
                .orElseThrow(() -> new IllegalArgumentException("There is no folder '" + FOLDER + "' beside " + program
                        + "; name another one in darkroom.processor.built-in-directory")));
    }

    // The executable jar, or the folder of classes.
    private static Path program() {
        File source = new ApplicationHome(ProcessorApplication.class).getSource();
        if (source != null) {
            return source.toPath();
        }
        try {
            return Path.of(ProcessorApplication.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> existing(Path path) {
        return Files.isDirectory(path) ? Optional.of(path.toAbsolutePath().normalize()) : Optional.empty();
    }

    /// The command that starts a worker of a built-in processor.
    ///
    /// @throws IllegalArgumentException if there is no such processor
    List<String> command(ProcessorProperties.Processor processor, String builtIn) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", START));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.addAll(processor.javaOptions());
        command.addAll(List.of("-cp", classPath(builtIn), WorkerMain.class.getName(), builtIn));
        processor.parameters().forEach((name, value) -> command.add(name + "=" + value));
        return command;
    }

    private String classPath(String builtIn) {
        Path lib = directory.resolve(builtIn).resolve("lib");
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new IllegalArgumentException("There is no built-in processor '" + builtIn + "' in " + directory, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
