package io.darkroom.infra.services;

import io.darkroom.infra.Resources;
import io.darkroom.infra.RetainedLogs;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.database.DatabaseStack;
import io.darkroom.infra.storage.ImageRepositories;
import io.darkroom.infra.storage.StorageStack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDrivers;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Secret;
import software.constructs.Construct;

/// A task that is run once by hand, before stats-service first starts: it makes the owner of the tables
/// (see
/// `database/setup.sql`). The only thing that ever reads the administrator's password.
final class DatabaseSetup extends Construct {

    private static final String IMAGE = ImageRepositories.PUBLIC_CACHE + "/docker/library/postgres";
    private static final String VERSION = "18.6";
    private static final String USER = "999:999";

    DatabaseSetup(Construct scope, String id, EnvironmentConfig config, StorageStack storage, DatabaseStack database) {
        super(scope, id);
        FargateTaskDefinition task = FargateTaskDefinition.Builder.create(this, "Task")
                .family(config.prefix() + "-database-setup")
                .cpu(256)
                .memoryLimitMiB(512)
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(CpuArchitecture.ARM64)
                        .operatingSystemFamily(OperatingSystemFamily.LINUX)
                        .build())
                .build();
        task.addContainer(
                "Psql",
                ContainerDefinitionOptions.builder()
                        .containerName("psql")
                        .image(ContainerImage.fromEcrRepository(
                                Repository.fromRepositoryName(this, "Image", IMAGE), VERSION))
                        .user(USER)
                        .readonlyRootFilesystem(true)
                        .entryPoint(List.of("sh", "-c"))
                        .command(List.of("printf '%s' \"$SETUP\" | psql --no-psqlrc --set=ON_ERROR_STOP=1"))
                        .environment(environment(database))
                        .secrets(Map.of(
                                "PGPASSWORD",
                                Secret.fromSecretsManager(
                                        database.administratorSecret().seenFrom(this), "password")))
                        .logging(LogDrivers.awsLogs(AwsLogDriverProps.builder()
                                .logGroup(new RetainedLogs(this, "Logs", config, storage.logsKey()))
                                .streamPrefix("setup")
                                .build()))
                        .build());
        task.addToExecutionRolePolicy(database.administratorSecret().decrypt());
        CfnOutput.Builder.create(this, "TaskDefinition").value(task.getFamily()).build();
    }

    private static Map<String, String> environment(DatabaseStack database) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PGHOST", database.host());
        environment.put("PGDATABASE", DatabaseStack.NAME);
        environment.put("PGUSER", DatabaseStack.ADMINISTRATOR);
        environment.put("PGSSLMODE", "require");
        environment.put("SETUP", Resources.text("/database/setup.sql"));
        return environment;
    }
}
