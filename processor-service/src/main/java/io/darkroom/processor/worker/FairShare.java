package io.darkroom.processor.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/// Deals things out to lanes. A thing that becomes free goes to the waiting lane that holds least for
/// its share, among equals to the one served longest ago; so each lane can count on its share however
/// many wait in another, while a lane alone may use everything and nothing lies idle while anyone
/// waits. Within a lane, first come, first served. Thread-safe.
///
/// @param <L> names the lanes
/// @param <T> what is dealt out
public final class FairShare<L extends Enum<L>, T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<L, Line<T>> lines;
    private final Deque<T> free = new ArrayDeque<>();
    private long turn;

    /// @param shares how large each lane's share is, in proportion to the others'
    public FairShare(Map<L, Integer> shares) {
        lines = new EnumMap<>(shares.keySet().iterator().next().getDeclaringClass());
        shares.forEach((lane, share) -> lines.put(lane, new Line<>(share)));
    }

    /// Asks for a thing. Whoever asks either gets one and says [#done] later, or cancels with [#cancel].
    CompletableFuture<T> take(L lane) {
        lock.lock();
        try {
            CompletableFuture<T> wish = new CompletableFuture<>();
            line(lane).waiting.add(wish);
            deal();
            return wish;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a thing. Whoever gets one says [#done] later.
    ///
    /// @throws InterruptedException if the calling thread is interrupted; it holds nothing then
    public T await(L lane) throws InterruptedException {
        CompletableFuture<T> wish = take(lane);
        try {
            return wish.get();
        } catch (InterruptedException e) {
            cancel(lane, wish);
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a wish is granted or withdrawn", e);
        }
    }

    /// Withdraws a wish. If it was granted already, the thing goes back to be dealt out again.
    @SuppressWarnings("CollectionUndefinedEquality") // the very same wish is meant
    void cancel(L lane, CompletableFuture<T> wish) {
        lock.lock();
        try {
            if (!line(lane).waiting.remove(wish)) {
                line(lane).held--;
                free.push(wish.join());
                deal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// A lane does not use its thing any more. The thing itself comes back by [#add], or never.
    public void done(L lane) {
        lock.lock();
        try {
            line(lane).held--;
        } finally {
            lock.unlock();
        }
    }

    /// Adds a free thing.
    public void add(T thing) {
        lock.lock();
        try {
            // The one used last is dealt out first: its caches are warm, and the others' memory can be
            // recycled.
            free.push(thing);
            deal();
        } finally {
            lock.unlock();
        }
    }

    /// Takes a thing out if it is free.
    ///
    /// @return whether it was
    boolean remove(T thing) {
        lock.lock();
        try {
            return free.remove(thing);
        } finally {
            lock.unlock();
        }
    }

    /// How many things are free.
    public int free() {
        lock.lock();
        try {
            return free.size();
        } finally {
            lock.unlock();
        }
    }

    /// How many wishes of a lane wait.
    public int waiting(L lane) {
        lock.lock();
        try {
            return line(lane).waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /// How many things a lane holds.
    int held(L lane) {
        lock.lock();
        try {
            return line(lane).held;
        } finally {
            lock.unlock();
        }
    }

    private void deal() {
        while (!free.isEmpty()) {
            Line<T> next = null;
            for (Line<T> line : lines.values()) {
                if (!line.waiting.isEmpty() && (next == null || line.goesBefore(next))) {
                    next = line;
                }
            }
            if (next == null) {
                return;
            }
            next.held++;
            next.served = ++turn;
            next.waiting.remove().complete(free.pop());
        }
    }

    private Line<T> line(L lane) {
        Line<T> line = lines.get(lane);
        if (line == null) {
            throw new IllegalArgumentException("no such lane: " + lane);
        }
        return line;
    }

    private static final class Line<T> {

        private final int share;
        private final Deque<CompletableFuture<T>> waiting = new ArrayDeque<>();
        private int held;
        private long served;

        Line(int share) {
            if (share < 1) {
                throw new IllegalArgumentException("a lane's share is 1 or more");
            }
            this.share = share;
        }

        // held / share, compared without a division.
        boolean goesBefore(Line<T> other) {
            long mine = (long) held * other.share;
            long others = (long) other.held * share;
            return mine < others || (mine == others && served < other.served);
        }
    }
}
