package io.darkroom.processor.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A child's process with everything it started.
final class ProcessTree {

    private static final Logger log = LoggerFactory.getLogger(ProcessTree.class);

    private static final String RESIDENT = "VmRSS:";

    private final Process root;
    private final boolean hasOwnGroup;
    private final boolean hasOwnPids;
    private volatile Set<Long> members;

    /// @param hasOwnGroup whether it leads a process group
    /// @param hasOwnPids whether everything in it dies with the root, because it has process ids of its own
    ProcessTree(Process root, boolean hasOwnGroup, boolean hasOwnPids) {
        this.root = root;
        this.hasOwnGroup = hasOwnGroup;
        this.hasOwnPids = hasOwnPids;
        this.members = Set.of(root.pid());
    }

    /// Kills everything at once: the group, for what was orphaned in it, and the descendants, for what
    /// left it.
    void kill() {
        List<ProcessHandle> descendants = root.descendants().toList();
        // By its handle: the process itself would close its streams, and what it last said would be lost.
        root.toHandle().destroyForcibly();
        if (hasOwnGroup) {
            killGroup();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /// Kills what left the group and the descendants both, where that is possible.
    void killFugitives(Path scratch) {
        if (!hasOwnPids) {
            Fugitives.killIn(scratch);
        }
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

    /// Finds out who belongs to it.
    ///
    /// @return how many processes it is
    int recount(ProcessTable table) {
        Set<Long> found = table.membersOf(root.pid());
        members = found;
        return found.size();
    }

    /// Resident memory in bytes of all that belonged to it when it was last counted; 0 where the system does not
    /// tell.
    long residentBytes() {
        return members.stream().mapToLong(ProcessTree::residentBytes).sum();
    }

    private static long residentBytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith(RESIDENT)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException e) {
            log.trace("The process is gone, or this is not Linux", e);
        }
        return 0;
    }

    /// Lets it run behind the other children, where it has a process group of its own.
    void makeWay(ProcessTable table) {
        Set<Long> groups = table.groupsOf(root.pid());
        if (hasOwnGroup && !groups.isEmpty()) {
            Niceness.setAside(root.pid(), groups);
        }
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
