package io.darkroom.processor.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A worker's process with everything it started.
final class ProcessTree {

    private static final Logger log = LoggerFactory.getLogger(ProcessTree.class);

    private static final String RESIDENT = "VmRSS:";

    private final Process root;
    private final boolean hasOwnGroup;

    ProcessTree(Process root, boolean hasOwnGroup) {
        this.root = root;
        this.hasOwnGroup = hasOwnGroup;
    }

    /// Kills everything at once: the group, for what was orphaned in it, and the descendants, for what
    /// left it.
    void kill() {
        List<ProcessHandle> descendants = root.descendants().toList();
        root.destroyForcibly();
        if (hasOwnGroup) {
            killGroup();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    // Java cannot signal a group. Its id stays taken as long as any member lives, so this never hits a
    // stranger.
    private void killGroup() {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -KILL -- -" + root.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(5, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            log.atError()
                    .addKeyValue("pid", root.pid())
                    .setCause(e)
                    .log("A worker's process group could not be killed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Resident memory of the root process in bytes; 0 where the system does not tell.
    long residentBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + root.pid() + "/status"))) {
                if (line.startsWith(RESIDENT)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException e) {
            log.trace("The process is gone, or this is not Linux", e);
        }
        return 0;
    }

    /// Makes the kernel choose this process, and not the platform, when the machine runs out of memory.
    void preferAsVictim() {
        try {
            Files.writeString(Path.of("/proc/" + root.pid() + "/oom_score_adj"), "900");
        } catch (IOException e) {
            log.debug("No preference for the out-of-memory killer: {}", e.getMessage());
        }
    }
}
