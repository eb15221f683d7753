package io.darkroom.processor.worker;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A confined process that was started, and what belongs to it.
///
/// @param process the process
/// @param tree with everything that it starts
/// @param scratch its own directory, removed with it
/// @param exchange how images pass
record Child(Process process, ProcessTree tree, Path scratch, Exchange exchange) {

    private static final Logger log = LoggerFactory.getLogger(Child.class);

    /// Kills it with everything it started and removes its scratch directory.
    void kill() {
        // An interrupted thread could neither wait nor look at who is left.
        boolean isInterrupted = Thread.interrupted();
        tree.kill();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
        tree.killFugitives(scratch);
        removeScratch();
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeScratch() {
        try {
            Scratch.remove(scratch);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("directory", scratch).setCause(e).log("A scratch directory could not be removed");
        }
    }
}
