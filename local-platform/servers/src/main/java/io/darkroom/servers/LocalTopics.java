package io.darkroom.servers;

import io.darkroom.events.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/// Darkroom's topics on a broker of one node.
public final class LocalTopics {

    private static final int LANE_PARTITIONS = 6;
    private static final int DEAD_LETTER_PARTITIONS = 1;
    private static final short REPLICAS = 1;

    /// An image of 8 MiB inline, and its headers.
    private static final int EXTERNAL_MESSAGE_BYTES = 8 * 1024 * 1024 + 64 * 1024;

    /// The same, with the headers that say why it is a dead letter.
    private static final int EXTERNAL_DEAD_LETTER_BYTES = EXTERNAL_MESSAGE_BYTES + 64 * 1024;

    private static final long DEADLINE_SECONDS = 60;

    private LocalTopics() {}

    /// Creates the topics that are not there yet.
    ///
    /// @throws ServerFailedException if the broker refuses
    public static void create(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            for (KafkaFuture<Void> creation :
                    admin.createTopics(topics()).values().values()) {
                awaitCreated(creation);
            }
        } catch (ExecutionException e) {
            throw new ServerFailedException("The topics cannot be created: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new ServerFailedException("The topics cannot be created: Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while creating topics", e);
        }
    }

    private static void awaitCreated(KafkaFuture<Void> creation)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            creation.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static List<NewTopic> topics() {
        return Stream.concat(
                        Stream.of(
                                // Set by the broker, the time is the same at each delivery and no sender can choose it.
                                lane(Topics.EXTERNAL)
                                        .configs(Map.of(
                                                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                                "LogAppendTime",
                                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                                Integer.toString(EXTERNAL_MESSAGE_BYTES))),
                                deadLetters(Topics.EXTERNAL)
                                        .configs(Map.of(
                                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                                Integer.toString(EXTERNAL_DEAD_LETTER_BYTES)))),
                        Stream.of(Topics.UPLOADED, Topics.STREAMED, Topics.PROCESSED)
                                .flatMap(topic -> Stream.of(lane(topic), deadLetters(topic))))
                .toList();
    }

    private static NewTopic lane(String topic) {
        return new NewTopic(topic, LANE_PARTITIONS, REPLICAS);
    }

    private static NewTopic deadLetters(String topic) {
        return new NewTopic(Topics.deadLetters(topic), DEAD_LETTER_PARTITIONS, REPLICAS);
    }
}
