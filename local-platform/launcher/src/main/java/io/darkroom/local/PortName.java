package io.darkroom.local;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every port that the platform listens on, always on 127.0.0.1, and its usual number.
enum PortName {
    GATEWAY(8080),
    UPLOAD_SERVICE(8081),
    STREAM_INGEST_SERVICE(8082),
    PROCESSOR_SERVICE(8083),
    STATS_SERVICE(8084),
    UPLOAD_SERVICE_MANAGEMENT(9081),
    STREAM_INGEST_SERVICE_MANAGEMENT(9082),
    PROCESSOR_SERVICE_MANAGEMENT(9083),
    STATS_SERVICE_MANAGEMENT(9084),
    ISSUER(8090),
    S3(9090),
    KAFKA(9092),
    KAFKA_CONTROLLER(9093),
    POSTGRES(15432);

    private final int usual;

    PortName(int usual) {
        this.usual = usual;
    }

    int usual() {
        return usual;
    }

    /// The name on the command line.
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<PortName> of(String option) {
        return Arrays.stream(values())
                .filter(port -> port.option().equals(option))
                .findFirst();
    }
}
