package io.darkroom.processor;

import io.darkroom.processor.api.ImageProcessor;
import io.darkroom.processor.api.worker.WorkerMain;
import io.darkroom.processor.worker.JavaCommand;
import io.darkroom.processor.worker.StartRecording;
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
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;

/// Processors in Java, run by this JVM's own `java`: those that come with Darkroom, in a folder `{name}/lib` each
/// beside the program, and the company's own, in jars of a plug-in directory. None of their code is loaded here.
///
/// @param builtIns holds the folders
/// @param plugIns holds the jars, or a folder of jars per processor; null if there are none
/// @param recordStarts whether their starts are recorded
record JavaProcessors(Path builtIns, @Nullable Path plugIns, boolean recordStarts) {

    private static final String FOLDER = "processors";

    // Holds the worker main for those that do not bring it.
    private static final String HOST = "java-host";

    private static final String SERVICE = "META-INF/services/" + ImageProcessor.class.getName();

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

    // Who gives one of these has a recording, or wants none.
    private static final Pattern OWN_RECORDING = Pattern.compile("-XX:.*(AOT|SharedArchive).*|-Xshare.*");

    /// @throws IllegalArgumentException if a folder is not there
    static JavaProcessors locate(ProcessorProperties properties) {
        return new JavaProcessors(
                builtIns(properties.builtInDirectory()),
                properties.plugInDirectory() == null
                        ? null
                        : configured("plug-in-directory", properties.plugInDirectory()),
                properties.recordStarts());
    }

    private static Path builtIns(@Nullable Path configured) {
        if (configured != null) {
            return configured("built-in-directory", configured);
        }
        Path program = program();
        return existing(program.resolveSibling(FOLDER))
                .orElseThrow(() -> new IllegalArgumentException("There is no folder '" + FOLDER + "' beside " + program
                        + "; name another one in darkroom.processor.built-in-directory"));
    }

    private static Path configured(String setting, Path directory) {
        return existing(directory)
                .orElseThrow(() -> new IllegalArgumentException(
                        "darkroom.processor." + setting + ": there is no directory " + directory));
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

    /// The program that hosts a built-in processor.
    ///
    /// @throws IllegalArgumentException if there is no such processor
    Program builtIn(ProcessorSettings settings, String name) {
        Path lib = builtIns.resolve(name).resolve("lib");
        List<Path> jars = jars(lib);
        if (jars.isEmpty()) {
            throw new IllegalArgumentException("there is no built-in processor '" + name + "' in " + builtIns);
        }
        return program(settings, name, jars, lib);
    }

    /// The program that hosts a plug-in: of the jars in the folder of its name, or else of those that lie in the
    /// directory itself.
    ///
    /// @throws IllegalArgumentException if there is no directory, or no jar in it offers a processor
    Program plugIn(ProcessorSettings settings, String name) {
        if (plugIns == null) {
            throw new IllegalArgumentException("it is a plug-in, but darkroom.processor.plug-in-directory is missing");
        }
        Path folder = plugIns.resolve(name);
        Path home = Files.isDirectory(folder) ? folder : plugIns;
        List<Path> jars = new ArrayList<>(jars(home));
        if (jars.stream().noneMatch(JavaProcessors::offersAProcessor)) {
            throw new IllegalArgumentException("no jar in " + home + " offers a processor: none has " + SERVICE);
        }
        Path host = builtIns.resolve(HOST).resolve("lib");
        jars.addAll(jars(host));
        return program(settings, name, jars, home, host);
    }

    private static boolean offersAProcessor(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getEntry(SERVICE) != null;
        } catch (IOException e) {
            throw new IllegalArgumentException("it cannot be read: " + jar, e);
        }
    }

    private Program program(ProcessorSettings settings, String name, List<Path> jars, Path home, Path... others) {
        List<String> options = new ArrayList<>(JAVA_OPTIONS);
        options.addAll(settings.javaOptions());
        List<String> arguments = new ArrayList<>(List.of(WorkerMain.class.getName(), name));
        settings.parameters().forEach((key, value) -> arguments.add(key + "=" + value));
        JavaCommand command = new JavaCommand(Path.of(System.getProperty("java.home")), options, jars, arguments);
        List<Path> reads = new ArrayList<>(List.of(home, command.javaHome()));
        reads.addAll(List.of(others));
        return new Program(command.words(), reads, recording(command, home, name));
    }

    private @Nullable StartRecording recording(JavaCommand command, Path home, String name) {
        boolean hasItsOwn = command.options().stream()
                .anyMatch(option -> OWN_RECORDING.matcher(option).matches());
        return recordStarts && !hasItsOwn ? StartRecording.of(command, home, name) : null;
    }

    private static List<Path> jars(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
