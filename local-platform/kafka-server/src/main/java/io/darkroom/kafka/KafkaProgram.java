package io.darkroom.kafka;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import org.apache.kafka.metadata.storage.Formatter;

/// Runs the broker on a data directory, which it formats first if it is new.
///
/// Arguments: data directory, broker port, controller port.
public final class KafkaProgram {

    // The directory holds one cluster for ever, so its id need not differ from that of others.
    private static final String CLUSTER_ID = "ZGFya3Jvb20tbG9jYWwtMQ";

    private KafkaProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        Path logs = directory.resolve("logs");
        Files.createDirectories(logs);
        format(logs);
        Properties settings = BrokerSettings.of(logs, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Kafka.main(new String[] {write(settings, directory.resolve("server.properties"))});
    }

    private static void format(Path logs) throws Exception {
        new Formatter()
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(CLUSTER_ID)
                .addDirectory(logs.toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setIgnoreFormatted(true)
                .run();
    }

    private static String write(Properties settings, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, "Written at each start");
        }
        return file.toString();
    }
}
