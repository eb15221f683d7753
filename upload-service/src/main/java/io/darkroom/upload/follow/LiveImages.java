package io.darkroom.upload.follow;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageEvent;
import io.darkroom.events.ImageProcessed;
import io.darkroom.support.EventTail;
import io.darkroom.upload.UploadProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who listens to which customer's images, and the latest endings of all customers, so that who was away for a moment
/// misses nothing.
///
/// - `darkroom.upload.listeners`: how many listen. Alert when it stays above 90 % of `live.max-listeners`.
/// - `darkroom.upload.listeners.cut`: listeners that were ended because they took too slowly. Alert when it rises by
///   more than 1 per second for 5 minutes.
@Component
class LiveImages implements EventTail.Listener {

    private final LiveFrames frames;
    private final UploadProperties.Live settings;
    private final AtomicInteger count = new AtomicInteger();
    private final Counter cut;

    // Guards all that follows. Held for moments only.
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<CustomerId, Set<LiveListener>> listeners = new HashMap<>();
    private final Deque<LiveEnding> history = new ArrayDeque<>();
    private @Nullable Known known;
    private boolean stopped;

    /// @param from the position that the history follows
    /// @param now the position after its last event
    private record Known(LivePosition from, LivePosition now) {}

    LiveImages(LiveFrames frames, UploadProperties properties, MeterRegistry registry) {
        this.frames = frames;
        this.settings = properties.live();
        this.cut = Counter.builder("darkroom.upload.listeners.cut")
                .description("Listeners that took too slowly")
                .register(registry);
        Gauge.builder("darkroom.upload.listeners", count, AtomicInteger::get)
                .description("Listeners to images as they come to an end")
                .register(registry);
    }

    @Override
    public void onBegin(UUID topicId, List<Long> offsets) {
        lock.lock();
        try {
            LivePosition begin = new LivePosition(topicId, offsets);
            known = new Known(begin, begin);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onEvent(int partition, long offset, ImageEvent event) {
        lock.lock();
        try {
            if (known == null || !(event instanceof ImageProcessed end)) {
                return;
            }
            LivePosition now = known.now.after(partition, offset);
            known = new Known(known.from, now);
            LiveEnding ending = new LiveEnding(partition, offset, now, end);
            remember(ending);
            tell(ending);
        } finally {
            lock.unlock();
        }
    }

    private void remember(LiveEnding ending) {
        history.add(ending);
        if (known != null && history.size() > settings.history()) {
            LiveEnding oldest = history.remove();
            known = new Known(known.from.after(oldest.partition(), oldest.offset()), known.now);
        }
    }

    private void tell(LiveEnding ending) {
        Set<LiveListener> of = listeners.get(ending.end().customerId());
        if (of == null) {
            return;
        }
        LiveFrame frame = frames.of(ending);
        of.stream().filter(listener -> !listener.tell(frame)).forEach(_ -> cut.increment());
    }

    /// Begins to listen.
    ///
    /// @param lastEventId how far the listener had come, if it was here before
    /// @throws FailureException if there is no room for it, or the broker has not been reached yet
    LiveListener listen(CustomerId customer, Optional<String> lastEventId) {
        lock.lock();
        try {
            Known known = requireReady();
            requireRoom(customer);
            LiveListener listener = lastEventId
                    .map(text -> LivePosition.parse(text)
                            .filter(position -> position.isNotBefore(known.from))
                            .map(position -> new LiveListener(position, false, since(customer, position), frames))
                            .orElseGet(() -> new LiveListener(known.now, true, List.of(), frames)))
                    .orElseGet(() -> new LiveListener(known.now, false, List.of(), frames));
            listeners.computeIfAbsent(customer, _ -> new HashSet<>()).add(listener);
            count.incrementAndGet();
            return listener;
        } finally {
            lock.unlock();
        }
    }

    private List<LiveEnding> since(CustomerId customer, LivePosition position) {
        return history.stream()
                .filter(ending -> ending.end().customerId().equals(customer))
                .filter(ending -> !position.isPast(ending.partition(), ending.offset()))
                .toList();
    }

    private Known requireReady() {
        if (known == null) {
            throw new FailureException(
                    FailureCode.BROKER_UNAVAILABLE, "Images cannot be followed just now. Please try again.");
        }
        return known;
    }

    private void requireRoom(CustomerId customer) {
        int ofThisCustomer = listeners.getOrDefault(customer, Set.of()).size();
        if (stopped || count.get() >= settings.maxListeners() || ofThisCustomer >= settings.maxListenersOfCustomer()) {
            throw new FailureException(
                    FailureCode.OVERLOADED, "Too many are listening just now. Please try again shortly.");
        }
    }

    /// Tells a listener that has taken everything how far everything is.
    void pass(LiveListener listener) {
        lock.lock();
        try {
            listener.passTo(requireReady().now);
        } finally {
            lock.unlock();
        }
    }

    /// Forgets a listener.
    void leave(CustomerId customer, LiveListener listener) {
        lock.lock();
        try {
            Set<LiveListener> of = listeners.get(customer);
            if (of != null && of.remove(listener)) {
                count.decrementAndGet();
            }
            if (of != null && of.isEmpty()) {
                listeners.remove(customer);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends all listeners, and takes no more.
    void stop() {
        lock.lock();
        try {
            stopped = true;
            listeners.values().forEach(of -> of.forEach(LiveListener::end));
        } finally {
            lock.unlock();
        }
    }
}
