package io.darkroom.stats.fact;

import io.darkroom.events.ImageEvent;
import io.darkroom.stats.TestDatabase;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// Counts events without a broker.
public final class TestFacts {

    private TestFacts() {}

    /// Counts events, with the partitions that they need.
    public static void count(List<ImageEvent> events) {
        PartitionRepository partitions = new PartitionRepository(TestDatabase.service());
        events.stream()
                .map(event -> LocalDate.ofInstant(event.receivedAt(), ZoneOffset.UTC))
                .distinct()
                .forEach(partitions::ensure);
        new FactRepository(TestDatabase.service()).count(events);
    }
}
