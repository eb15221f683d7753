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

    /// For a program that does little: only the compiler that is quick at once.
    public static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    // One small program among many on a machine with few cores.
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:-UsePerfData");

    // In a session of its own, a program is spared the keyboard interrupt that reaches all processes of a terminal: its
    // parent stops it in order. Where there is no such command, it ends with the others.
    private static final List<String> OWN_SESSION =
            Executables.find("setsid").stream().map(Path::toString).toList();

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

    /// The command line, for this process as the parent. A start that was recorded before is replayed.
    public List<String> command(List<String> arguments) {
        return command(arguments, StartRecording.of(this).replay());
    }

    /// The command line of a start that is recorded; see [StartRecording].
    List<String> recordedCommand(List<String> arguments) {
        return command(arguments, StartRecording.of(this).record());
    }

    private List<String> command(List<String> arguments, List<String> recording) {
        List<String> command = new ArrayList<>(OWN_SESSION);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.addAll(jvmOptions);
        command.addAll(recording);
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
