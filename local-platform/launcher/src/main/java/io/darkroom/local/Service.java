package io.darkroom.local;

import java.util.List;

/// One of Darkroom's services, as the platform runs it.
///
/// @param name its module
/// @param port where it serves
/// @param managementPort where its Actuator listens
/// @param jvmOptions its share of the machine's memory
record Service(String name, PortName port, PortName managementPort, List<String> jvmOptions) {

    static final List<Service> ALL = List.of(
            new Service(
                    "upload-service",
                    PortName.UPLOAD_SERVICE,
                    PortName.UPLOAD_SERVICE_MANAGEMENT,
                    List.of("-Xms48m", "-Xmx320m")),
            new Service(
                    "stream-ingest-service",
                    PortName.STREAM_INGEST_SERVICE,
                    PortName.STREAM_INGEST_SERVICE_MANAGEMENT,
                    List.of("-Xms48m", "-Xmx512m")),
            new Service(
                    "processor-service",
                    PortName.PROCESSOR_SERVICE,
                    PortName.PROCESSOR_SERVICE_MANAGEMENT,
                    List.of("-Xms48m", "-Xmx256m", "--enable-native-access=ALL-UNNAMED")),
            new Service(
                    "stats-service",
                    PortName.STATS_SERVICE,
                    PortName.STATS_SERVICE_MANAGEMENT,
                    List.of("-Xms48m", "-Xmx256m")));

    /// Copies the options.
    Service {
        jvmOptions = List.copyOf(jvmOptions);
    }
}
