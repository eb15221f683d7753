package io.darkroom.processor.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Puts a program into namespaces of its own by bubblewrap: no network, no other process to be seen, the system's
/// programs and libraries to be read, and nothing to be written but its scratch directory. Everything that runs in it
/// dies with it.
final class Sandbox {

    private static final List<String> NAMESPACES =
            List.of("bwrap", "--unshare-all", "--die-with-parent", "--cap-drop", "ALL", "--hostname", "worker");

    // What programs need to run. Of /etc only what libraries look up: service's own settings may lie there.
    private static final List<String> SYSTEM = List.of(
            "/usr",
            "/bin",
            "/sbin",
            "/lib",
            "/lib32",
            "/lib64",
            "/opt",
            "/etc/alternatives",
            "/etc/fonts",
            "/etc/ld.so.cache",
            "/etc/ld.so.conf",
            "/etc/ld.so.conf.d",
            "/etc/localtime",
            "/etc/mime.types",
            "/etc/passwd",
            "/etc/group",
            "/etc/nsswitch.conf");

    private Sandbox() {}

    /// Puts a command into a sandbox.
    ///
    /// @param reads what it may read beside the system
    /// @param scratch what it may write
    /// @param exchange in the scratch directory, where its input is only to be read
    static List<String> around(List<String> command, List<Path> reads, Path scratch, Exchange exchange) {
        List<String> sandboxed = new ArrayList<>(view(reads));
        sandboxed.addAll(List.of("--bind", scratch.toString(), scratch.toString()));
        sandboxed.addAll(
                List.of("--ro-bind", exchange.in().toString(), exchange.in().toString()));
        sandboxed.addAll(List.of("--chdir", scratch.toString(), "--"));
        sandboxed.addAll(command);
        return sandboxed;
    }

    /// The command that shows whether this machine allows it.
    static List<String> trial() {
        List<String> trial = new ArrayList<>(view(List.of()));
        trial.add("--");
        return trial;
    }

    private static List<String> view(List<Path> reads) {
        List<String> view = new ArrayList<>(NAMESPACES);
        for (String directory : SYSTEM) {
            Path path = Path.of(directory);
            if (path.getNameCount() == 1 && Files.isSymbolicLink(path)) {
                view.addAll(List.of("--symlink", target(path), directory));
            } else {
                view.addAll(List.of("--ro-bind-try", directory, directory));
            }
        }
        view.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
        for (Path path : reads) {
            view.addAll(List.of("--ro-bind", path.toString(), path.toString()));
        }
        return view;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
