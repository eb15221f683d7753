package io.darkroom.processor.worker;

import io.darkroom.events.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/// Deals things out to the customers of lanes. A thing that becomes free goes to the waiting lane that
/// holds least for its share, and there to the waiting customer who holds least; among equals to the
/// one served longest ago, and for one customer in the order of asking. So a lane can count on its
/// share, and in it a customer on as much as any other, however many wait in another lane or are
/// another customer's; while whoever is alone may use everything and nothing lies idle while anyone
/// waits. Thread-safe.
///
/// @param <T> what is dealt out
public final class FairShare<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Channel, LaneLine<T>> lanes = new EnumMap<>(Channel.class);
    // The one served longest ago comes first.
    private final List<LaneLine<T>> turns = new ArrayList<>();
    private final Deque<T> free = new ArrayDeque<>();

    /// @param shares how large each lane's share is, in proportion to the others'
    public FairShare(Map<Channel, Integer> shares) {
        shares.forEach((lane, share) -> lanes.put(lane, new LaneLine<>(share)));
        turns.addAll(lanes.values());
    }

    /// Asks for a thing. Whoever asks either gets one and says [#done] later, or cancels with
    /// [#cancel]. What depends on the future should do no more than start something.
    public CompletableFuture<T> take(Claimant claimant) {
        lock.lock();
        try {
            CompletableFuture<T> wish = new CompletableFuture<>();
            line(claimant.lane()).add(claimant, wish);
            deal();
            return wish;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a thing. Whoever gets one says [#done] later.
    ///
    /// @throws InterruptedException if the calling thread is interrupted; it holds nothing then
    public T await(Claimant claimant) throws InterruptedException {
        CompletableFuture<T> wish = take(claimant);
        try {
            return wish.get();
        } catch (InterruptedException e) {
            cancel(claimant, wish);
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a wish is granted or withdrawn", e);
        }
    }

    /// Withdraws a wish. If it was granted already, the thing goes back to be dealt out again.
    public void cancel(Claimant claimant, CompletableFuture<T> wish) {
        lock.lock();
        try {
            if (!line(claimant.lane()).remove(claimant, wish)) {
                line(claimant.lane()).done(claimant);
                free.push(wish.join());
                deal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// A customer does not use his thing any more. The thing itself comes back by [#add], or never.
    public void done(Claimant claimant) {
        lock.lock();
        try {
            line(claimant.lane()).done(claimant);
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
    public int waiting(Channel lane) {
        lock.lock();
        try {
            return line(lane).waiting();
        } finally {
            lock.unlock();
        }
    }

    /// How many things a lane holds.
    public int held(Channel lane) {
        lock.lock();
        try {
            return line(lane).held();
        } finally {
            lock.unlock();
        }
    }

    private void deal() {
        while (!free.isEmpty()) {
            Optional<LaneLine<T>> next =
                    turns.stream().filter(lane -> lane.waiting() > 0).min(LaneLine::compareHeld);
            if (next.isEmpty()) {
                return;
            }
            turns.remove(next.get());
            turns.add(next.get());
            next.get().next().complete(free.pop());
        }
    }

    private LaneLine<T> line(Channel lane) {
        LaneLine<T> line = lanes.get(lane);
        if (line == null) {
            throw new IllegalArgumentException("no such lane: " + lane);
        }
        return line;
    }
}
