package io.darkroom.stats.freshness;

import io.darkroom.events.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Measures up to when the numbers are complete. Every instance of the service may do so at any time.
@Component
public class FreshnessCheck {

    private static final Logger LOG = LoggerFactory.getLogger(FreshnessCheck.class);
    private static final List<String> TOPICS = List.of(Topics.UPLOADED, Topics.STREAMED, Topics.PROCESSED);

    private final PartitionEnds ends;
    private final TopicPartitionRepository partitions;
    private final Clock clock;

    FreshnessCheck(PartitionEnds ends, TopicPartitionRepository partitions, Clock clock) {
        this.ends = ends;
        this.partitions = partitions;
        this.clock = clock;
    }

    /// Does it now. While broker or database are away nothing is measured, and the numbers grow stale: which is
    /// true.
    public void check() {
        Instant before = clock.instant();
        try {
            partitions.mark(ends.of(TOPICS), before);
        } catch (ExecutionException | TimeoutException | DataAccessException e) {
            LOG.atInfo().addKeyValue("cause", e.toString()).log("freshness could not be measured; trying again later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
