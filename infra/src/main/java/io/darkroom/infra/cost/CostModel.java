package io.darkroom.infra.cost;

import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.EnvironmentConfig.Fleet;
import io.darkroom.infra.config.Environments;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What an environment costs by the month, before the first image, and what a million images add.
///
/// Prints two tables in Markdown; they stand in docs/cost.md, and a test holds them to this.
public final class CostModel {

    private static final double MILLION = 1e6;
    private static final double MB_PER_GB = 1000;
    private static final int ZONES = 3;
    private static final int INTERFACE_ENDPOINTS = 7;
    private static final int KEYS = 5;
    private static final int SECONDS_PER_HOUR = 3600;
    private static final double GB_PER_VCPU = 2;
    private static final double DAYS_PER_MONTH = 30.4;
    private static final double HOURS_PER_DAY = 24;
    // stats-service compares them every hour, by pages of the raw bucket's listing.
    private static final double ORIGINALS_A_LISTING = 1000;

    private final CostInputs inputs = new CostInputs();
    private final EnvironmentConfig config;

    CostModel(EnvironmentConfig config) {
        this.config = config;
    }

    /// Prints the tables for Singapore.
    public static void main(String[] arguments) {
        System.out.print(new CostModel(Environments.SINGAPORE).markdown());
    }

    /// What there is before the first image comes.
    List<CostLine> perMonth() {
        double hours = inputs.get("assumed.hours-per-month");
        double brokers = ZONES * inputs.get("price.msk-kafka-m7g-large-hour") * hours;
        double brokerDisks = ZONES * config.kafka().volumeGb() * inputs.get("estimate.msk-storage-gb-month");
        double database = ZONES * inputs.get("estimate.rds-m7g-large-hour") * hours;
        double databaseDisks = ZONES * config.database().storageGb() * inputs.get("estimate.rds-gp3-gb-month");
        double endpoints = INTERFACE_ENDPOINTS * ZONES * inputs.get("price.endpoint-zone-hour") * hours;
        double nat = config.network().natGateways() * inputs.get("price.nat-hour") * hours;
        double tasks = smallestFleets() * hours;
        double front = inputs.get("price.alb-hour") * hours + inputs.get("price.waf-acl-month");
        return List.of(
                new CostLine("Kafka", "3 brokers " + config.kafka().brokerType(), brokers),
                new CostLine(
                        "Kafka's disks",
                        String.format(Locale.ROOT, "3 × %d GB", config.kafka().volumeGb()),
                        brokerDisks),
                new CostLine("PostgreSQL", "primary, standby, replica; an estimate", database),
                new CostLine(
                        "PostgreSQL's disks",
                        String.format(
                                Locale.ROOT, "3 × %d GB", config.database().storageGb()),
                        databaseDisks),
                new CostLine("Services", "the fewest tasks of all four", tasks),
                new CostLine(
                        "Interface endpoints",
                        String.format(Locale.ROOT, "%d in 3 zones", INTERFACE_ENDPOINTS),
                        endpoints),
                new CostLine("NAT gateways", Integer.toString(config.network().natGateways()), nat),
                new CostLine("Load balancer, firewall", "without their requests", front),
                new CostLine("Keys", Integer.toString(KEYS), KEYS * inputs.get("price.kms-key-month")));
    }

    /// What a million images add.
    List<CostLine> perMillionImages() {
        double in = inputs.get("assumed.megabytes-in-per-image") * MILLION / MB_PER_GB;
        double out = inputs.get("assumed.megabytes-out-per-image") * MILLION / MB_PER_GB;
        double results = inputs.get("assumed.results-per-image");
        double days = inputs.get("assumed.days-stored");
        double puts = (1 + results + 1) * MILLION / 1000 * inputs.get("price.s3-put-per-1000");
        double gets = (1 + inputs.get("assumed.downloads-per-image") * results)
                * MILLION
                / 1000
                * inputs.get("price.s3-get-per-1000");
        double listings = inputs.get("assumed.days-listed") * HOURS_PER_DAY;
        double uploaded = 1 - inputs.get("assumed.stream-share");
        double downloads = out * inputs.get("assumed.downloads-per-image");
        return List.of(
                cpu("Image work", "measured.worker-cpu-seconds-per-image"),
                cpu("The services around it", "measured.service-cpu-seconds-per-image"),
                new CostLine(
                        "S3 requests",
                        String.format(Locale.ROOT, "%.0f PUT, %.0f GET an image", 2 + results, 1 + results),
                        puts + gets),
                new CostLine(
                        "Comparing originals with facts",
                        String.format(Locale.ROOT, "listed %.0f times, %.0f at once", listings, ORIGINALS_A_LISTING),
                        listings * MILLION / ORIGINALS_A_LISTING / 1000 * inputs.get("price.s3-put-per-1000")),
                new CostLine(
                        "S3 storage",
                        String.format(Locale.ROOT, "%.0f GB for %.0f days", in + out, days),
                        (in + out) * days / DAYS_PER_MONTH * inputs.get("price.s3-gb-month")),
                new CostLine(
                        "Load balancer",
                        String.format(Locale.ROOT, "%.0f GB of uploads, one capacity unit a GB", in * uploaded),
                        in * uploaded * inputs.get("price.alb-lcu-hour")),
                new CostLine(
                        "Firewall", "one request an upload", uploaded * inputs.get("price.waf-per-million-requests")),
                new CostLine(
                        "Logs",
                        String.format(Locale.ROOT, "%.0f KB an image", inputs.get("assumed.log-kilobytes-per-image")),
                        inputs.get("assumed.log-kilobytes-per-image") * inputs.get("price.logs-gb")),
                new CostLine(
                        "Downloads over the internet",
                        String.format(Locale.ROOT, "%.0f GB", downloads),
                        downloads * inputs.get("price.internet-out-gb")));
    }

    private CostLine cpu(String what, String secondsPerImage) {
        double hours = inputs.get(secondsPerImage) * MILLION / inputs.get("assumed.utilisation") / SECONDS_PER_HOUR;
        double price =
                inputs.get("price.fargate-arm-vcpu-hour") + GB_PER_VCPU * inputs.get("price.fargate-arm-gb-hour");
        return new CostLine(what, String.format(Locale.ROOT, "%.0f vCPU hours", hours), hours * price);
    }

    private double smallestFleets() {
        return Stream.of(
                        config.fleets().upload(),
                        config.fleets().ingest(),
                        config.fleets().processor(),
                        config.fleets().stats())
                .mapToDouble(this::perHour)
                .sum();
    }

    private double perHour(Fleet fleet) {
        double vcpu = fleet.cpu() / 1024.0;
        double gb = fleet.memoryMb() / 1024.0;
        return fleet.fewest()
                * (vcpu * inputs.get("price.fargate-arm-vcpu-hour") + gb * inputs.get("price.fargate-arm-gb-hour"));
    }

    String markdown() {
        return table("A month before the first image", perMonth())
                + "\n"
                + table("A million images", perMillionImages());
    }

    private static String table(String title, List<CostLine> lines) {
        StringBuilder table = new StringBuilder(
                String.format(Locale.ROOT, "| %s | how much | US dollars |\n|---|---|---:|\n", title));
        lines.forEach(line -> table.append(
                String.format(Locale.ROOT, "| %s | %s | %s |\n", line.what(), line.how(), dollars(line.dollars()))));
        double all = lines.stream().mapToDouble(CostLine::dollars).sum();
        return table.append(String.format(Locale.ROOT, "| **together** | | **%s** |\n", dollars(all)))
                .toString();
    }

    private static String dollars(double dollars) {
        return String.format(Locale.ROOT, "%.1f", dollars);
    }
}
