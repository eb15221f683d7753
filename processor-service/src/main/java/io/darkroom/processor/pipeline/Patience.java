package io.darkroom.processor.pipeline;

import io.darkroom.events.FailureException;
import io.darkroom.events.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries again, with growing pauses and for as long as it takes, what fails only because something else
/// is away: the store, the broker, room on the disk. Never turns that into an outcome. Thread-safe; one
/// is shared by all who wait, so that an outage is told once and not once per image.
public final class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);

    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(30);

    private final Duration first;
    private final Duration longest;
    private final Map<String, Long> warnedAt = new ConcurrentHashMap<>();

    /// @param first the first pause
    /// @param longest the longest pause
    public Patience(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

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

    /// Tries until it succeeds.
    ///
    /// @param what for the log, from a small set
    /// @throws FailureException of a fault other than [Fault#DEPENDENCY], as the attempt threw it
    /// @throws InterruptedException if the thread is interrupted: nobody waits any more
    public <T> T until(String what, Attempt<T> attempt) throws InterruptedException {
        Duration pause = first;
        while (true) {
            try {
                return attempt.run();
            } catch (FailureException e) {
                if (e.code().fault() != Fault.DEPENDENCY) {
                    throw e;
                }
                warn(what, e);
            } catch (IOException e) {
                warn(what, e);
            }
            Thread.sleep(withJitter(pause));
            pause = pause.multipliedBy(2).compareTo(longest) > 0 ? longest : pause.multipliedBy(2);
        }
    }

    private void warn(String what, Exception failure) {
        long now = System.nanoTime();
        long told =
                warnedAt.merge(what, now, (last, latest) -> latest - last > BETWEEN_WARNINGS.toNanos() ? latest : last);
        if (told == now) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            log.atWarn()
                    .addKeyValue("what", what)
                    .addKeyValue("cause", cause)
                    .log("Not possible just now; trying again until it is");
        }
    }

    // Everyone who waits for the same store would come back in the same moment.
    private static Duration withJitter(Duration pause) {
        double factor = ThreadLocalRandom.current().nextDouble(0.75, 1.25);
        return Duration.ofNanos((long) (pause.toNanos() * factor));
    }
}
