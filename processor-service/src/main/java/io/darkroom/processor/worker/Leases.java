package io.darkroom.processor.worker;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The images that are at the workers of a pool, and which of them take far longer than is usual there. Thread-safe.
///
/// @param <W> what a worker is
final class Leases<W> {

    private final Set<Lease<W>> all = ConcurrentHashMap.newKeySet();
    private final UsualTime usual = new UsualTime();
    private final int maxSetAside;
    private final LongSupplier nanos;

    /// @param maxSetAside how many may be set aside at a time
    /// @param nanos tells the time, as [System#nanoTime] does
    Leases(int maxSetAside, LongSupplier nanos) {
        this.maxSetAside = maxSetAside;
        this.nanos = nanos;
    }

    /// An image comes to a worker.
    ///
    /// @param unseated run once, when it loses its seat
    Lease<W> begin(W worker, Runnable unseated) {
        Lease<W> lease = new Lease<>(worker, unseated, nanos.getAsLong());
        all.add(lease);
        return lease;
    }

    /// How long an image has been at its worker.
    Duration age(Lease<W> lease) {
        return Duration.ofNanos(nanos.getAsLong() - lease.begunNanos());
    }

    /// An image was done; others like it may take as long.
    void learn(Duration took) {
        usual.add(took);
    }

    /// Nothing is left of an image at its worker. One that was set aside counts until then.
    void remove(Lease<W> lease) {
        all.remove(lease);
    }

    void forEachWorker(Consumer<W> action) {
        all.forEach(lease -> action.accept(lease.worker()));
    }

    /// How many have a seat of the pool.
    int seated() {
        return (int) all.stream().filter(Lease::isSeated).count();
    }

    int setAside() {
        return (int) all.stream().filter(Lease::isSetAside).count();
    }

    /// Takes the seat of the image that has been at its worker longest, if that is far longer than usual and one more
    /// may be set aside.
    ///
    /// @return whose seat it was: the caller gives it to another
    synchronized Optional<Lease<W>> setOneAside() {
        if (setAside() >= maxSetAside) {
            return Optional.empty();
        }
        return all.stream()
                .filter(lease -> lease.isSeated() && usual.isFarExceededBy(age(lease)))
                .max(Comparator.comparing(this::age))
                .filter(Lease::setAside);
    }
}
