package io.darkroom.servers;

import io.darkroom.child.GuardedMain;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Java program to run in a child process that ends when this process does, even if this one is killed.
///
/// @param classPath jars, in order
/// @param mainClass the class whose main is run
/// @param jvmOptions options of the JVM beyond those for a short start and little memory
public record JavaProgram(List<Path> classPath, String mainClass, List<String> jvmOptions) {

    // One small program among many on a machine with few cores: the simple collector and the quick compiler.
    private static final List<String> SMALL_AND_QUICK =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto");

    /// Copies the lists.
    public JavaProgram {
        classPath = List.copyOf(classPath);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /// The same program with more options of the JVM.
    public JavaProgram withJvmOptions(List<String> more) {
        return new JavaProgram(
                classPath,
                mainClass,
                Stream.concat(jvmOptions.stream(), more.stream()).toList());
    }

    /// The command line, for this process as the parent.
    public List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL_AND_QUICK);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", guardedClassPath(), GuardedMain.class.getName()));
        command.add(Long.toString(ProcessHandle.current().pid()));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private String guardedClassPath() {
        return Stream.concat(Stream.of(guard()), classPath.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path guard() {
        try {
            return Path.of(GuardedMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
