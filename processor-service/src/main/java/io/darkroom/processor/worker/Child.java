package io.darkroom.processor.worker;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A confined process that was started, and what belongs to it.
///
/// @param process the process
/// @param tree with everything that it starts
/// @param exchange how images pass
/// @param belongings what is removed with it
record Child(Process process, ProcessTree tree, Exchange exchange, Belongings belongings) {

    /// What a child has to itself.
    ///
    /// @param scratch its directory
    /// @param group its control group, if there is one
    record Belongings(Path scratch, Optional<Path> group) {}

    private static final Logger log = LoggerFactory.getLogger(Child.class);

    /// Kills it with everything it started and removes what it had to itself.
    void kill() {
        // An interrupted thread could neither wait nor look at who is left.
        boolean isInterrupted = Thread.interrupted();
        tree.kill();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            isInterrupted = true;
        }
        tree.killFugitives(belongings.scratch());
        belongings.group().ifPresent(PidsGroups::remove);
        removeScratch(belongings.scratch());
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeScratch(Path scratch) {
        try {
            Scratch.remove(scratch);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("directory", scratch).setCause(e).log("A scratch directory could not be removed");
        }
    }
}
