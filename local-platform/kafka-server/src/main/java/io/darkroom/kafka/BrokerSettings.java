package io.darkroom.kafka;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// The broker's settings: one node that is broker and controller, reachable from this machine only.
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /// An image of 8 MiB inline, its headers, and room for the record batch around it.
    private static final int LARGEST_MESSAGE_BYTES = 9 * 1024 * 1024;

    private static final Map<String, Object> ONE_NODE = Map.of(
            "process.roles", "broker,controller",
            "node.id", NODE_ID,
            "inter.broker.listener.name", "PLAINTEXT",
            "controller.listener.names", CONTROLLER_LISTENER,
            "offsets.topic.replication.factor", 1,
            "transaction.state.log.replication.factor", 1,
            "transaction.state.log.min.isr", 1,
            "share.coordinator.state.topic.replication.factor", 1,
            "share.coordinator.state.topic.min.isr", 1);

    private static final Map<String, Object> SMALL = Map.of(
            "offsets.topic.num.partitions", 4,
            "transaction.state.log.num.partitions", 4,
            "share.coordinator.state.topic.num.partitions", 1,
            "num.network.threads", 2,
            "num.io.threads", 4,
            "num.recovery.threads.per.data.dir", 2,
            "background.threads", 2,
            // The cleaner takes its buffer from the heap at the start.
            "log.cleaner.dedupe.buffer.size", 4 * 1024 * 1024,
            "queued.max.requests", 64);

    // A killed consumer's partitions move within ten seconds; a new group starts without waiting for more members.
    private static final Map<String, Object> GROUPS = Map.of(
            "group.initial.rebalance.delay.ms", 0,
            "group.consumer.session.timeout.ms", 10_000,
            "group.consumer.min.session.timeout.ms", 6_000,
            "group.consumer.heartbeat.interval.ms", 2_000,
            "group.consumer.min.heartbeat.interval.ms", 1_000);

    private static final Map<String, Object> MESSAGES = Map.of(
            "auto.create.topics.enable", false,
            "message.max.bytes", LARGEST_MESSAGE_BYTES,
            "replica.fetch.max.bytes", LARGEST_MESSAGE_BYTES);

    private BrokerSettings() {}

    static Properties of(Path logs, int brokerPort, int controllerPort) {
        Properties settings = new Properties();
        for (Map<String, Object> part : List.of(ONE_NODE, SMALL, GROUPS, MESSAGES)) {
            part.forEach((key, value) -> settings.setProperty(key, value.toString()));
        }
        settings.setProperty("log.dirs", logs.toString());
        settings.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + brokerPort + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        return settings;
    }
}
