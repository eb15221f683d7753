package io.darkroom.stats.backlog;

import io.darkroom.events.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Watches how many images wait for the other services. They cannot tell themselves while none of them
/// runs, and on a
/// platform that adds and removes instances this is the number to go by.
///
/// Meter: `darkroom.stats.backlog` (gauge, tag `group`, the consumer group): records that the group has
/// not finished, of
/// all partitions together. Every instance reports the same number: take the largest, not the sum. It
/// has no value (NaN)
/// while it is not known. Alert when it stays above what the instances work off in the wanted time, and
/// when it is
/// missing.
@Component
public class BacklogWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogWatch.class);

    /// The groups that work on images, and what each reads.
    private static final List<WatchedGroup> GROUPS = List.of(
            new WatchedGroup("stream-ingest", Topics.EXTERNAL),
            new WatchedGroup("processor-upload", Topics.UPLOADED),
            new WatchedGroup("processor-stream", Topics.STREAMED));

    private final GroupOffsets offsets;
    private final Map<WatchedGroup, Double> backlogs = new ConcurrentHashMap<>();

    BacklogWatch(GroupOffsets offsets, MeterRegistry meters) {
        this.offsets = offsets;
        for (WatchedGroup group : GROUPS) {
            Gauge.builder("darkroom.stats.backlog", backlogs, all -> all.getOrDefault(group, Double.NaN))
                    .tag("group", group.name())
                    .register(meters);
        }
    }

    /// Measures now.
    public void measure() {
        for (WatchedGroup group : GROUPS) {
            try {
                backlogs.put(group, (double) offsets.backlogOf(group));
            } catch (ExecutionException | TimeoutException e) {
                backlogs.remove(group);
                LOG.atInfo()
                        .addKeyValue("group", group.name())
                        .addKeyValue("cause", e.toString())
                        .log("a backlog cannot be measured now");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
