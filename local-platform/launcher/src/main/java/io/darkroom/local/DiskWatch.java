package io.darkroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Warns in time of a disk that fills up: on a full one each server fails in a way of its own, and none says why.
final class DiskWatch implements AutoCloseable {

    static final long LOW_BYTES = 512L << 20;
    static final long ENOUGH_BYTES = 1L << 30;

    private final Path path;
    private final LongSupplier freeBytes;
    private final Console console;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("disk").factory());
    private boolean isLow;

    /// @param path what to call the disk
    /// @param freeBytes how much of it can be written now, or a negative number if that is not known
    DiskWatch(Path path, LongSupplier freeBytes, Console console) {
        this.path = path;
        this.freeBytes = freeBytes;
        this.console = console;
    }

    /// Watches the disk of a directory.
    static DiskWatch of(Path directory, Console console) {
        return new DiskWatch(directory, () -> usable(directory), console);
    }

    private static long usable(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }

    void start(Duration pause) {
        var _ = clock.scheduleWithFixedDelay(this::check, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Looks once. Speaks when the disk has become nearly full, and when it has room again.
    void check() {
        long free = freeBytes.getAsLong();
        if (!isLow && free >= 0 && free < LOW_BYTES) {
            isLow = true;
            console.warn(("The disk of %s is nearly full: %d MB are free. Once it is full nothing more is"
                            + " accepted, and servers end and start again, until there is room; nothing accepted is lost.")
                    .formatted(path, free >> 20));
        } else if (isLow && free >= ENOUGH_BYTES) {
            isLow = false;
            console.progress("The disk of " + path + " has room again");
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
