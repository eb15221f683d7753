package io.darkroom.processor.worker;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;

/// Those who wait in one lane, each customer in a line of his own, and how much they hold. Not
/// thread-safe.
///
/// @param <T> what they wait for
final class LaneLine<T> {

    private final int share;
    private final Map<Claimant, CustomerLine<T>> customers = new LinkedHashMap<>();
    private int waiting;
    private int held;
    private long turn;

    /// @param share how large the lane's share is, in proportion to the others'
    LaneLine(int share) {
        if (share < 1) {
            throw new IllegalArgumentException("a lane's share is 1 or more");
        }
        this.share = share;
    }

    void add(Claimant claimant, CompletableFuture<T> wish) {
        // Who comes anew stands just before the one served last: behind all who wait longer, so that
        // nobody waits for ever however many come anew, but before the one whose turn it has just been.
        customers
                .computeIfAbsent(claimant, _ -> new CustomerLine<>(turn - 1))
                .waiting
                .add(wish);
        waiting++;
    }

    /// Withdraws a wish.
    ///
    /// @return false if it does not wait any more: it was granted
    @SuppressWarnings("CollectionUndefinedEquality") // the very same wish is meant
    boolean remove(Claimant claimant, CompletableFuture<T> wish) {
        CustomerLine<T> line = customers.get(claimant);
        if (line == null || !line.waiting.remove(wish)) {
            return false;
        }
        waiting--;
        forgetIfGone(claimant, line);
        return true;
    }

    /// The wish that is granted next; whoever waits for it holds one more. There must be one.
    CompletableFuture<T> next() {
        CustomerLine<T> next = null;
        for (CustomerLine<T> line : customers.values()) {
            if (!line.waiting.isEmpty() && (next == null || line.goesBefore(next))) {
                next = line;
            }
        }
        if (next == null) {
            throw new IllegalStateException("nobody waits");
        }
        turn += 2;
        next.served = turn;
        next.held++;
        held++;
        waiting--;
        return next.waiting.removeFirst();
    }

    /// Somebody holds one less.
    void done(Claimant claimant) {
        CustomerLine<T> line = customers.get(claimant);
        if (line == null || line.held == 0) {
            throw new IllegalStateException("nothing is held by " + claimant);
        }
        line.held--;
        held--;
        forgetIfGone(claimant, line);
    }

    int waiting() {
        return waiting;
    }

    int held() {
        return held;
    }

    /// Compares held / share, without a division.
    int compareHeld(LaneLine<T> other) {
        return Long.compare((long) held * other.share, (long) other.held * share);
    }

    private void forgetIfGone(Claimant claimant, CustomerLine<T> line) {
        if (line.held == 0 && line.waiting.isEmpty()) {
            customers.remove(claimant);
        }
    }

    private static final class CustomerLine<T> {

        private final SequencedSet<CompletableFuture<T>> waiting = new LinkedHashSet<>();
        private int held;
        private long served;

        CustomerLine(long served) {
            this.served = served;
        }

        boolean goesBefore(CustomerLine<T> other) {
            return held < other.held || (held == other.held && served < other.served);
        }
    }
}
