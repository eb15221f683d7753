package io.darkroom.processor.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who goes before whom where the processors are not enough for all: the service before its children, and these before
/// those that were set aside, which get a third of what the others get.
///
/// @see <a href="https://man7.org/linux/man-pages/man7/sched.7.html">sched(7)</a>, of nice values and autogroups
final class Niceness {

    private static final Logger log = LoggerFactory.getLogger(Niceness.class);

    /// How much nicer than the service its children are.
    static final int OF_A_CHILD = 5;

    /// How much nicer than the service those are that were set aside. Not as nice as can be: what is only slow is to be
    /// done by its deadline.
    static final int SET_ASIDE = 10;

    private Niceness() {}

    /// Moves a child that leads a session behind the others, for good: only root could take it back.
    ///
    /// @param groups its process groups, with all threads
    static void setAside(long session, Set<Long> groups) {
        try {
            int own = of(Path.of("/proc/self/stat"));
            List<String> command = new ArrayList<>(List.of("renice", String.valueOf(own + SET_ASIDE), "-g"));
            groups.forEach(group -> command.add(group.toString()));
            run(command);
            // Where the kernel gives each session the same, niceness counts within a session only.
            Files.writeString(Path.of("/proc/" + session + "/autogroup"), String.valueOf(SET_ASIDE - OF_A_CHILD));
        } catch (IOException e) {
            log.debug("A worker that was set aside keeps its priority: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @param stat of a process, in `/proc`: pid (command) state … and the nice value as the 19th; the command may hold
    ///     anything
    static int of(Path stat) throws IOException {
        String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
        return Integer.parseInt(text.substring(text.lastIndexOf(')') + 2).split(" ", 18)[16]);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
