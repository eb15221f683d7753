package io.darkroom.processor.worker;

import io.darkroom.events.Channel;
import java.util.Optional;

/// Everything that works for one processor, as operators see it.
public interface ProcessorPool extends Workers, AutoCloseable {

    /// The processor's configured name.
    String processor();

    /// Does once what makes all later starts quicker, if there is anything.
    default void prepare() {}

    /// Begins to make ready, in the background.
    void start();

    /// How many images could be taken at once.
    int ready();

    /// How many images are being worked on, without those that were set aside.
    int busy();

    /// How many images are being worked on without a seat of the pool, because they take far longer than usual.
    default int setAside() {
        return 0;
    }

    /// How many images of a lane wait.
    int waiting(Channel lane);

    /// Resident memory of its processes on this machine, in bytes.
    long residentBytes();

    /// Why it has nobody to do the work, if that is known.
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /// Ends everything, in the middle of an image if there is one.
    @Override
    void close();
}
