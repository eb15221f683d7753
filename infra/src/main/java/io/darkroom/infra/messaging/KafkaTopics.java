package io.darkroom.infra.messaging;

import io.darkroom.events.Topics;
import io.darkroom.infra.config.EnvironmentConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.msk.CfnTopic;
import software.constructs.Construct;

/// The topics. What images go through is spread over many partitions; dead letters are few and kept for
/// long.
final class KafkaTopics extends Construct {

    /// An image of 8 MiB inside a record, its headers, and those that say why it is a dead letter.
    static final int LARGEST_RECORD_BYTES = 8 * 1024 * 1024 + 128 * 1024;

    private static final int EXTERNAL_RECORD_BYTES = 8 * 1024 * 1024 + 64 * 1024;
    private static final int EVENT_BYTES = 1024 * 1024;
    private static final int REPLICAS = 3;
    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

    private final KafkaCluster cluster;

    KafkaTopics(Construct scope, String id, EnvironmentConfig config, KafkaCluster cluster) {
        super(scope, id);
        this.cluster = cluster;
        Duration externalKept = Duration.ofHours(config.kafka().externalRetentionHours());
        Duration eventsKept = Duration.ofHours(config.kafka().eventRetentionHours());
        int partitions = config.kafka().partitions();
        Map<String, String> external = settings(externalKept, EXTERNAL_RECORD_BYTES);
        // Set by the broker, the time is the same at each delivery and no sender can choose it.
        external.put("message.timestamp.type", "LogAppendTime");
        topic(Topics.EXTERNAL, partitions, external);
        topic(Topics.deadLetters(Topics.EXTERNAL), 1, settings(DEAD_LETTERS_KEPT, LARGEST_RECORD_BYTES));
        for (String topic : List.of(Topics.UPLOADED, Topics.STREAMED, Topics.PROCESSED)) {
            topic(topic, partitions, settings(eventsKept, EVENT_BYTES));
            topic(Topics.deadLetters(topic), 1, settings(DEAD_LETTERS_KEPT, EVENT_BYTES));
        }
    }

    private static Map<String, String> settings(Duration kept, int largestBytes) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("cleanup.policy", "delete");
        settings.put("max.message.bytes", Integer.toString(largestBytes));
        settings.put("min.insync.replicas", "2");
        settings.put("retention.ms", Long.toString(kept.toMillis()));
        return settings;
    }

    private void topic(String name, int partitions, Map<String, String> settings) {
        CfnTopic.Builder.create(this, identifier(name))
                .clusterArn(cluster.arn())
                .topicName(name)
                .partitionCount(partitions)
                .replicationFactor(REPLICAS)
                .configs(encoded(settings))
                .build();
    }

    private static String identifier(String topic) {
        return Arrays.stream(topic.split("[.-]"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    // MSK wants the settings as Base64 of a JSON object.
    private static String encoded(Map<String, String> settings) {
        String json = settings.entrySet().stream()
                .map(setting -> "\"%s\":\"%s\"".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
