package io.darkroom.processor.worker;

import java.util.concurrent.atomic.AtomicReference;

/// One image at one worker. It has a seat of the pool until it ends or is set aside: whichever comes first, even if
/// both come at once, so the seat is given up once. Thread-safe.
///
/// @param <W> what a worker is
final class Lease<W> {

    private enum State {
        SEATED,
        SET_ASIDE,
        ENDED
    }

    private final W worker;
    private final Runnable unseated;
    private final long begunNanos;
    private final AtomicReference<State> state = new AtomicReference<>(State.SEATED);

    /// @param unseated run once, when it loses its seat
    /// @param begunNanos when, by the clock of those who look at it
    Lease(W worker, Runnable unseated, long begunNanos) {
        this.worker = worker;
        this.unseated = unseated;
        this.begunNanos = begunNanos;
    }

    W worker() {
        return worker;
    }

    long begunNanos() {
        return begunNanos;
    }

    boolean isSeated() {
        return state.get() == State.SEATED;
    }

    boolean isSetAside() {
        return state.get() == State.SET_ASIDE;
    }

    /// Takes its seat away.
    ///
    /// @return whether it had one until now: then the caller gives the seat to another
    boolean setAside() {
        return unseat(State.SET_ASIDE);
    }

    /// Ends it, unless it was set aside.
    ///
    /// @return whether it had its seat until now: then the caller decides about the seat; otherwise another has it
    boolean end() {
        return unseat(State.ENDED);
    }

    private boolean unseat(State next) {
        boolean wasSeated = state.compareAndSet(State.SEATED, next);
        if (wasSeated) {
            unseated.run();
        }
        return wasSeated;
    }
}
