package io.darkroom.processor.worker;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How a worker in Java is started.
///
/// @param javaHome the JVM that runs it
/// @param options of the JVM
/// @param jars its class path
/// @param arguments the main class and what it is told
public record JavaCommand(Path javaHome, List<String> options, List<Path> jars, List<String> arguments) {

    // Descriptor 3 becomes the pipe to us, and 1 goes where 2 goes: what native code and the JVM itself print
    // cannot spoil the protocol.
    private static final String START =
            "exec \"$0\" -Djava.io.tmpdir=\"$TMPDIR\" -Ddarkroom.worker.answers=/dev/fd/3 \"$@\" 3>&1 1>&2";

    /// Copies the lists.
    public JavaCommand {
        options = List.copyOf(options);
        jars = List.copyOf(jars);
        arguments = List.copyOf(arguments);
    }

    /// The program and its arguments.
    public List<String> words() {
        return wordsWith(List.of());
    }

    /// The same with more options for the JVM.
    List<String> wordsWith(List<String> moreOptions) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", START));
        words.add(javaHome.resolve("bin").resolve("java").toString());
        words.addAll(options);
        words.addAll(moreOptions);
        words.add("-cp");
        words.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        words.addAll(arguments);
        return words;
    }
}
