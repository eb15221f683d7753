package io.darkroom.processor;

import io.darkroom.processor.worker.StartRecording;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A program that is there.
///
/// @param command the program and its arguments
/// @param reads files and directories that it needs, so that a sandbox lets it see them
/// @param recording of its start, if it is one in Java whose starts are recorded
record Program(
        List<String> command, List<Path> reads, @Nullable StartRecording recording) {

    Program {
        command = List.copyOf(command);
        reads = List.copyOf(reads);
    }

    /// A configured command. It needs what it names: the program's own directory, and those of arguments that are
    /// paths.
    ///
    /// @throws IllegalArgumentException if there is no such program
    static Program of(List<String> command) {
        Path program = find(command.getFirst());
        Set<Path> reads = new LinkedHashSet<>();
        around(program).ifPresent(reads::add);
        around(real(program)).ifPresent(reads::add);
        for (String argument : command.subList(1, command.size())) {
            existing(argument).flatMap(Program::around).ifPresent(reads::add);
        }
        return new Program(command, new ArrayList<>(reads), null);
    }

    /// The same program, which also needs the files and directories that its parameters name: a model, say.
    Program with(Map<String, String> parameters) {
        Set<Path> all = new LinkedHashSet<>(reads);
        parameters
                .values()
                .forEach(value -> existing(value).flatMap(Program::around).ifPresent(all::add));
        return new Program(command, new ArrayList<>(all), recording);
    }

    private static Path find(String program) {
        if (program.contains("/")) {
            return Optional.of(Path.of(program))
                    .filter(path -> path.isAbsolute() && isProgram(path))
                    .orElseThrow(
                            () -> new IllegalArgumentException("there is no program " + program + " (absolute path)"));
        }
        @Nullable String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(Pattern.quote(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory).resolve(program))
                .filter(Program::isProgram)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no program '" + program + "' on the PATH"));
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    private static Optional<Path> existing(String argument) {
        try {
            return Optional.of(Path.of(argument)).filter(path -> path.isAbsolute() && Files.exists(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    // A file comes with its directory, where its modules lie; what is in a bin directory, or is a version manager's
    // shim, with the whole installation.
    // The root of the file system is nobody's directory.
    private static Optional<Path> around(Path path) {
        if (Files.isDirectory(path)) {
            return outsideTheSystem(path);
        }
        Path directory = path.getParent();
        if (directory != null && (directory.endsWith("bin") || directory.endsWith("shims"))) {
            directory = directory.getParent();
        }
        return outsideTheSystem(directory).or(() -> outsideTheSystem(path));
    }

    private static Optional<Path> outsideTheSystem(@Nullable Path path) {
        return Optional.ofNullable(path)
                .filter(it -> it.getNameCount() > 0)
                .filter(it -> Stream.of("/usr", "/bin", "/sbin", "/lib", "/dev", "/proc", "/sys")
                        .noneMatch(it::startsWith));
    }
}
