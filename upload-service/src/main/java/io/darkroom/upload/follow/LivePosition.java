package io.darkroom.upload.follow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// How far a listener has come: the same on every instance, so that any can go on where another stopped. Its text is
/// the id of a server-sent event.
///
/// @param topicId what the offsets belong to
/// @param next the offset after the last event of each partition
record LivePosition(UUID topicId, List<Long> next) {

    private static final int MOST_PARTITIONS = 1_000;

    LivePosition {
        next = List.copyOf(next);
    }

    /// Reads what [#text] wrote; empty if it is anything else.
    static Optional<LivePosition> parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            int partitions = bytes.remaining() / Long.BYTES - 2;
            if (bytes.remaining() % Long.BYTES != 0 || partitions < 0 || partitions > MOST_PARTITIONS) {
                return Optional.empty();
            }
            UUID topicId = new UUID(bytes.getLong(), bytes.getLong());
            return Optional.of(new LivePosition(
                    topicId,
                    LongStream.generate(bytes::getLong)
                            .limit(partitions)
                            .boxed()
                            .toList()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String text() {
        ByteBuffer bytes = ByteBuffer.allocate((next.size() + 2) * Long.BYTES)
                .putLong(topicId.getMostSignificantBits())
                .putLong(topicId.getLeastSignificantBits());
        next.forEach(bytes::putLong);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /// The position after an event.
    LivePosition after(int partition, long offset) {
        List<Long> moved = new ArrayList<>(next);
        while (moved.size() <= partition) {
            moved.add(0L);
        }
        moved.set(partition, offset + 1);
        return new LivePosition(topicId, moved);
    }

    /// The later of both in every partition, as long as they speak of one topic.
    LivePosition max(LivePosition other) {
        int partitions = Math.max(next.size(), other.next.size());
        return new LivePosition(
                topicId,
                IntStream.range(0, partitions)
                        .mapToObj(partition -> Math.max(next(partition), other.next(partition)))
                        .toList());
    }

    /// Whether an event comes before it.
    boolean isPast(int partition, long offset) {
        return offset < next(partition);
    }

    /// Whether no event is missing between it and what follows another one.
    boolean isNotBefore(LivePosition other) {
        return topicId.equals(other.topicId)
                && IntStream.range(0, other.next.size())
                        .allMatch(partition -> next(partition) >= other.next(partition));
    }

    private long next(int partition) {
        return partition < next.size() ? next.get(partition) : 0;
    }
}
