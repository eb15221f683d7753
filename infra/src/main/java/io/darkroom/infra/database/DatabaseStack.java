package io.darkroom.infra.database;

import io.darkroom.infra.DarkroomStack;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.network.NetworkStack;
import io.darkroom.infra.storage.EncryptionKey;
import io.darkroom.infra.storage.StorageStack;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceReadReplica;
import software.constructs.Construct;

/// PostgreSQL: the primary with its standby, the analysts' replica, and the two passwords that there
/// are.
public final class DatabaseStack extends DarkroomStack {

    /// The database's name.
    public static final String NAME = "darkroom";

    /// The role that RDS makes; it makes the owner, once, and is not used again.
    public static final String ADMINISTRATOR = "darkroom_admin";

    /// The role that owns the tables and migrates them; logs in by IAM.
    public static final String OWNER = "darkroom";

    /// The role of stats-service, which logs in by IAM.
    public static final String SERVICE = "darkroom_stats";

    /// The role of analysts, who see the schema `bi` only.
    public static final String READER = "bi_reader";

    private final DatabaseInstance primary;
    private final DatabaseInstanceReadReplica replica;
    private final DatabaseSecret administratorSecret;
    private final DatabaseSecret readerSecret;

    public DatabaseStack(Construct scope, EnvironmentConfig config, StorageStack storage, NetworkStack network) {
        super(scope, config, "database", Lifetime.KEPT);
        EncryptionKey key = new EncryptionKey(this, "Key", "Darkroom's database");
        DatabaseSecret administrator = new DatabaseSecret(this, "AdministratorSecret", ADMINISTRATOR, key);
        readerSecret = new DatabaseSecret(this, "ReaderSecret", READER, key);
        DatabaseInstances instances = new DatabaseInstances(this, config, network, key, storage.logsKey());
        primary = instances.primary(administrator);
        replica = instances.replica(primary);
        administratorSecret = administrator;
    }

    /// The primary's host name.
    public String host() {
        return primary.getDbInstanceEndpointAddress();
    }

    /// May log in, by a token, as the service and, to migrate, as the owner.
    public PolicyStatement login() {
        return PolicyStatement.Builder.create()
                .actions(List.of("rds-db:connect"))
                .resources(Stream.of(OWNER, SERVICE)
                        .map(role -> "arn:aws:rds-db:%s:%s:dbuser:%s/%s"
                                .formatted(
                                        config().region(), config().account(), primary.getInstanceResourceId(), role))
                        .toList())
                .build();
    }

    /// The password of [#ADMINISTRATOR], needed once: see docs/deploy.md.
    public DatabaseSecret administratorSecret() {
        return administratorSecret;
    }

    /// The password of [#READER], for QuickSight, which cannot log in by IAM.
    public DatabaseSecret readerSecret() {
        return readerSecret;
    }

    /// The analysts' replica.
    public DatabaseInstanceReadReplica replica() {
        return replica;
    }

    /// What CloudWatch calls the primary.
    public String primaryName() {
        return DatabaseInstances.primaryName(config());
    }

    /// What CloudWatch calls the replica.
    public String replicaName() {
        return DatabaseInstances.replicaName(config());
    }
}
