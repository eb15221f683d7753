package io.darkroom.upload.follow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One who listens: is told what it missed, then what comes. It holds next to nothing while nothing comes. If it takes
/// too slowly it is ended; it will come again and go on from where it was.
///
/// Told by any thread, asked by one.
final class LiveListener {

    private static final int MOST_WAITING = 256;

    private final Queue<LiveEnding> missed;
    private final LiveFrames frames;

    // An empty one marks the end.
    private final BlockingQueue<Optional<LiveFrame>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final boolean reset;
    private volatile LivePosition seen;
    private volatile boolean ended;

    /// @param seen how far it has come
    /// @param reset whether it missed something that nobody can tell any more
    /// @param missed what it must be told first
    LiveListener(LivePosition seen, boolean reset, List<LiveEnding> missed, LiveFrames frames) {
        this.seen = seen;
        this.reset = reset;
        this.missed = new ArrayDeque<>(missed);
        this.frames = frames;
    }

    /// Whether it missed something that nobody can tell any more.
    boolean isReset() {
        return reset;
    }

    /// How far it has come.
    LivePosition seen() {
        return seen;
    }

    boolean hasEnded() {
        return ended;
    }

    /// Waits for what to send next.
    ///
    /// @return empty if nothing came, or if it has ended
    Optional<String> next(Duration wait) throws InterruptedException {
        LiveEnding ending = missed.poll();
        return ending == null ? arriving(wait).flatMap(this::told) : told(frames.of(ending));
    }

    private Optional<LiveFrame> arriving(Duration wait) throws InterruptedException {
        Optional<LiveFrame> frame = waiting.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        return frame == null ? Optional.empty() : frame;
    }

    // It may have been told by an instance that was ahead of this one.
    private Optional<String> told(LiveFrame frame) {
        LiveEnding ending = frame.ending();
        if (seen.isPast(ending.partition(), ending.offset())) {
            return Optional.empty();
        }
        seen = seen.max(ending.position());
        return Optional.of(LiveFrames.id(seen) + frame.text());
    }

    boolean isIdle() {
        return missed.isEmpty() && waiting.isEmpty();
    }

    /// Notes that there is nothing for it up to a position, if it has taken everything.
    void passTo(LivePosition now) {
        if (isIdle()) {
            seen = seen.max(now);
        }
    }

    /// Tells it of an ending.
    ///
    /// @return false if it had to be ended, because it takes too slowly
    boolean tell(LiveFrame frame) {
        boolean taken = ended || waiting.offer(Optional.of(frame));
        if (!taken) {
            end();
        }
        return taken;
    }

    /// Ends it, without what it has not taken yet.
    void end() {
        ended = true;
        waiting.clear();
        waiting.add(Optional.empty());
    }
}
