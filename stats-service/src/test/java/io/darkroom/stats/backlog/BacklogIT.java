package io.darkroom.stats.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.events.Topics;
import io.darkroom.servers.Infrastructure;
import io.darkroom.stats.RunningService;
import io.darkroom.stats.TestTopics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RunningService
class BacklogIT {

    private static final String GROUP = "stream-ingest";
    private static final int PARTITION = 0;

    @Autowired
    private MeterRegistry meters;

    @Test
    void isWhatAGroupHasNotFinished() throws Exception {
        send(7);
        double before = awaitBacklog();

        commit(3);

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(backlog()).isEqualTo(before - 3));
    }

    private double awaitBacklog() {
        return await().atMost(Duration.ofMinutes(3)).until(this::backlog, backlog -> backlog >= 7);
    }

    private double backlog() {
        return meters.get("darkroom.stats.backlog").tag("group", GROUP).gauge().value();
    }

    private static void send(int records) {
        TestTopics.sendRecords(IntStream.range(0, records)
                .mapToObj(i -> new ProducerRecord<>(Topics.EXTERNAL, PARTITION, "key", new byte[] {1}))
                .toList());
    }

    // Nobody is in this group here, so its offset may be set from outside.
    private static void commit(long finished) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Infrastructure.shared().bootstrapServers()))) {
            TopicPartition partition = new TopicPartition(Topics.EXTERNAL, PARTITION);
            admin.alterConsumerGroupOffsets(GROUP, Map.of(partition, new OffsetAndMetadata(finished)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
    }
}
