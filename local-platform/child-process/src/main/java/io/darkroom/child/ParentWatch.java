package io.darkroom.child;

import java.time.Duration;
import java.util.Optional;

/// Ends this process when its parent has ended.
final class ParentWatch {

    /// How long shutdown hooks may take before the process is ended without them.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private ParentWatch() {}

    static void start(long parentPid) {
        Thread watch = new Thread(() -> await(parentPid), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void await(long parentPid) {
        Optional<ProcessHandle> parent = ProcessHandle.of(parentPid);
        if (parent.isPresent() && isParent(parentPid)) {
            parent.get().onExit().join();
        }
        haltAfterGrace();
        System.exit(1);
    }

    // A process whose parent has died belongs to another one: the pid may by now be a stranger's.
    private static boolean isParent(long pid) {
        return ProcessHandle.current()
                .parent()
                .filter(parent -> parent.pid() == pid)
                .isPresent();
    }

    private static void haltAfterGrace() {
        Thread halt = new Thread(
                () -> {
                    try {
                        Thread.sleep(GRACE);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent-watch-halt");
        halt.setDaemon(true);
        halt.start();
    }
}
