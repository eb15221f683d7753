package io.darkroom.infra.config;

import io.darkroom.infra.config.EnvironmentConfig.Analysts;
import io.darkroom.infra.config.EnvironmentConfig.Database;
import io.darkroom.infra.config.EnvironmentConfig.ExternalApp;
import io.darkroom.infra.config.EnvironmentConfig.Fleet;
import io.darkroom.infra.config.EnvironmentConfig.Fleets;
import io.darkroom.infra.config.EnvironmentConfig.Kafka;
import io.darkroom.infra.config.EnvironmentConfig.LogDays;
import io.darkroom.infra.config.EnvironmentConfig.Machine;
import io.darkroom.infra.config.EnvironmentConfig.Network;
import io.darkroom.infra.config.EnvironmentConfig.Operations;
import io.darkroom.infra.config.EnvironmentConfig.Retention;
import io.darkroom.infra.config.EnvironmentConfig.Web;
import java.util.List;

/// The environments that there are. Accounts, zones and addresses are examples: see docs/deploy.md.
public final class Environments {

    private static final Retention RETENTION = new Retention(Retention.PROMISED_DAYS, LogDays.D90, 90, 14);

    private static final Kafka KAFKA = new Kafka("4.1.x.kraft", "kafka.m7g.large", 500, 2000, 24, 72, 7 * 24);

    private static final Database DATABASE = new Database("18.3", "db.m7g.large", "db.m7g.large", 100, 1000);

    private static final Fleets FLEETS = new Fleets(
            new Fleet(1024, 2048, 2, 20),
            new Fleet(1024, 2048, 2, 12),
            new Fleet(4096, 8192, 2, 40),
            new Fleet(512, 2048, 2, 2),
            600,
            1000,
            1000);

    /// Production in Singapore.
    public static final EnvironmentConfig SINGAPORE = new EnvironmentConfig(
            "prod-sg",
            "111122223333",
            "ap-southeast-1",
            List.of("ap-southeast-1a", "ap-southeast-1b", "ap-southeast-1c"),
            new Network("10.20.0.0/16", 3, "pl-6fa54006"),
            new Web("images.darkroom.example", "darkroom.example", "Z0123456789SINGAPORE", false, List.of(), 10_000),
            RETENTION,
            KAFKA,
            DATABASE,
            FLEETS,
            List.of(new Machine("acme-importer", "acme")),
            new ExternalApp("444455556666", "darkroom-prod-sg", List.of("10.90.0.0/24"), List.of()),
            new Analysts(
                    "arn:aws:quicksight:ap-southeast-1:111122223333:group/default/darkroom-analysts",
                    "darkroom-analysts"),
            new Operations("operations@darkroom.example", 6000));

    /// Production in Tokyo: the proof that a region is no more than a record.
    public static final EnvironmentConfig TOKYO = new EnvironmentConfig(
            "prod-jp",
            "111122223333",
            "ap-northeast-1",
            List.of("ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"),
            new Network("10.21.0.0/16", 3, "pl-61a54008"),
            new Web("images-jp.darkroom.example", "darkroom.example", "Z0123456789SINGAPORE", true, List.of(), 10_000),
            RETENTION,
            KAFKA,
            DATABASE,
            FLEETS,
            List.of(new Machine("acme-importer", "acme")),
            new ExternalApp("444455556666", "darkroom-prod-jp", List.of("10.91.0.0/24"), List.of("partner-images")),
            new Analysts(
                    "arn:aws:quicksight:ap-northeast-1:111122223333:group/default/darkroom-analysts",
                    "darkroom-analysts"),
            new Operations("operations@darkroom.example", 6000));

    /// All of them.
    public static final List<EnvironmentConfig> ALL = List.of(SINGAPORE, TOKYO);

    private Environments() {}
}
