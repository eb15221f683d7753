package io.darkroom.upload;

import io.darkroom.events.ImageProcessed;
import io.darkroom.support.EventTail;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A fake: a topic of three partitions in memory, which a test writes to.
public final class RecordedTail extends EventTail {

    private static final int PARTITIONS = 3;

    private final List<Long> ends = new ArrayList<>(List.of(100L, 200L, 300L));
    private Listener listener;

    public RecordedTail() {
        super(null);
    }

    @Override
    public Following follow(String topic, int history, Listener listener) {
        this.listener = listener;
        listener.onBegin(new UUID(1, 2), ends);
        return () -> {};
    }

    /// Puts an event there, as its image's key says where.
    public synchronized void publish(ImageProcessed event) {
        int partition = Math.floorMod(event.imageId().hashCode(), PARTITIONS);
        long offset = ends.get(partition);
        ends.set(partition, offset + 1);
        listener.onEvent(partition, offset, event);
    }
}
