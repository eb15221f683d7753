package io.darkroom.processor.pipeline;

import io.darkroom.events.FailureException;
import io.darkroom.events.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries again, with growing pauses and for as long as it takes, what fails only because something else is
/// away: the store, the broker, room on the disk. Never turns that into an outcome.
///
/// @param first the first pause
/// @param longest the longest pause
public record Patience(Duration first, Duration longest) {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    /// Something that may have to be tried again. It must be idempotent.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    public interface Attempt<T> {

        /// Tries once.
        ///
        /// @throws FailureException of [Fault#DEPENDENCY] to be tried again, of any other fault to fail for
        ///     good
        /// @throws IOException to be tried again: the disk is in trouble
        T run() throws IOException, InterruptedException;
    }

    /// Pauses from a fifth of a second to ten seconds.
    public static Patience ofServices() {
        return new Patience(Duration.ofMillis(200), Duration.ofSeconds(10));
    }

    /// Tries until it succeeds.
    ///
    /// @param what for the log
    /// @throws FailureException of a fault other than [Fault#DEPENDENCY], as the attempt threw it
    /// @throws InterruptedException if the thread is interrupted: nobody waits any more
    public <T> T until(String what, Attempt<T> attempt) throws InterruptedException {
        Duration pause = first;
        long nextWarning = System.nanoTime();
        while (true) {
            Exception failure;
            try {
                return attempt.run();
            } catch (FailureException e) {
                if (e.code().fault() != Fault.DEPENDENCY) {
                    throw e;
                }
                failure = e;
            } catch (IOException e) {
                failure = e;
            }
            if (System.nanoTime() - nextWarning >= 0) {
                log.atWarn().addKeyValue("what", what).setCause(failure).log("Not possible just now; trying again");
                nextWarning = System.nanoTime() + BETWEEN_WARNINGS.toNanos();
            }
            Thread.sleep(withJitter(pause));
            pause = pause.multipliedBy(2).compareTo(longest) > 0 ? longest : pause.multipliedBy(2);
        }
    }

    // Everyone who waits for the same store would come back in the same moment.
    private static Duration withJitter(Duration pause) {
        double factor = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
        return Duration.ofNanos((long) (pause.toNanos() * factor));
    }
}
