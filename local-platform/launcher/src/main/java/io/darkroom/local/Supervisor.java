package io.darkroom.local;

import io.darkroom.servers.LocalServer;
import io.darkroom.servers.ServerFailedException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Watches over child processes: one that ends by itself is started again, sooner the first time, later each time that
/// this does not help.
final class Supervisor {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /// Who has run for so long has recovered.
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final Console console;
    private final Runnable onChange;
    private final ExecutorService watches = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean isStopping;

    /// @param onChange told when a child runs as another process than before
    Supervisor(Console console, Runnable onChange) {
        this.console = console;
        this.onChange = onChange;
    }

    /// Watches over a child that runs.
    void watch(LocalServer child) {
        var _ = watches.submit(() -> watchLoop(child));
    }

    private void watchLoop(LocalServer child) {
        Duration pause = FIRST_PAUSE;
        while (!isStopping) {
            long since = System.nanoTime();
            child.onExit().join();
            if (isStopping) {
                return;
            }
            pause = System.nanoTime() - since > STEADY.toNanos() ? FIRST_PAUSE : pause;
            console.warn(child.name() + " has ended by itself; it is started again. Its log: " + child.log());
            if (sleep(pause)) {
                restart(child);
            }
            pause = longer(pause);
        }
    }

    private void restart(LocalServer child) {
        try {
            child.start();
            console.progress(child.name() + " runs again");
            onChange.run();
        } catch (ServerFailedException e) {
            if (!isStopping) {
                console.warn(String.valueOf(e.getMessage()));
            }
        }
    }

    private boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return !isStopping;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /// Stops starting anything again.
    void release() {
        isStopping = true;
        watches.shutdownNow();
    }
}
