package io.darkroom.infra.messaging;

import io.darkroom.infra.DarkroomStack;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.network.NetworkStack;
import io.darkroom.infra.network.Party;
import io.darkroom.infra.storage.EncryptionKey;
import io.darkroom.infra.storage.StorageStack;
import software.constructs.Construct;

/// Kafka: the cluster, its topics, and the external app's role.
public final class MessagingStack extends DarkroomStack {

    private final KafkaCluster cluster;
    private final String bootstrapServers;

    public MessagingStack(Construct scope, EnvironmentConfig config, StorageStack storage, NetworkStack network) {
        super(scope, config, "messaging", Lifetime.KEPT);
        EncryptionKey key = new EncryptionKey(this, "Key", "Darkroom's Kafka records");
        cluster = new KafkaCluster(
                this,
                "Cluster",
                config,
                new KafkaCluster.Surroundings(
                        network.vpc(), network.groups().of(Party.BROKERS), key, storage.logsKey()));
        new KafkaTopics(this, "Topics", config, cluster);
        new ExternalAppRole(this, "ExternalApp", config, cluster.rights());
        bootstrapServers = new BootstrapServers(this, "BootstrapServers", config, cluster, storage.logsKey()).value();
    }

    /// The cluster.
    public KafkaCluster cluster() {
        return cluster;
    }

    /// The rights that there are on it.
    public KafkaRights rights() {
        return cluster.rights();
    }

    /// Where clients begin, as `host:port,…`.
    public String bootstrapServers() {
        return bootstrapServers;
    }
}
