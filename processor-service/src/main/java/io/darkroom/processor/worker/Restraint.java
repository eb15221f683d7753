package io.darkroom.processor.worker;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Kills a child that has become more than it may, and remembers why.
final class Restraint {

    private final ProcessTree tree;
    private volatile boolean memoryExceeded;
    private volatile @Nullable String reason;

    Restraint(ProcessTree tree) {
        this.tree = tree;
    }

    /// Looks at a child and kills it if it must be.
    void apply(WorkerLimits limits, ProcessTable table) {
        int processes = tree.recount(table);
        if (processes > limits.maxProcesses()) {
            kill("it became " + processes + " processes");
        } else if (tree.residentBytes() > limits.memory().toBytes()) {
            memoryExceeded = true;
            kill("it held more memory than " + limits.memory());
        }
    }

    private void kill(String why) {
        reason = why;
        tree.kill();
    }

    boolean memoryExceeded() {
        return memoryExceeded;
    }

    /// Why it was killed, if it was.
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
