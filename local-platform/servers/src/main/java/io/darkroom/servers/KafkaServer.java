package io.darkroom.servers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// A Kafka broker (KRaft). Records that it has acknowledged survive a kill of its process.
public final class KafkaServer extends LocalServer {

    private final int controllerPort;

    /// @param directory where it keeps its log; formatted if new
    /// @param port the port, or 0 for any free one
    /// @param controllerPort the port of its controller, or 0 for any free one
    public KafkaServer(Path directory, int port, int controllerPort) {
        super("Kafka", directory, port);
        this.controllerPort = controllerPort == 0 ? Ports.free() : controllerPort;
    }

    /// What clients connect to.
    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }

    @Override
    public List<Integer> ports() {
        return List.of(port(), controllerPort);
    }

    @Override
    protected JavaProgram program() {
        return new JavaProgram(
                Programs.classPath("kafka-server"),
                "io.darkroom.kafka.KafkaProgram",
                List.of("-Xms64m", "-Xmx256m", JavaProgram.QUICK_COMPILER));
    }

    @Override
    protected List<String> arguments() {
        return List.of(directory().toString(), Integer.toString(port()), Integer.toString(controllerPort));
    }

    @Override
    protected void probe() throws Exception {
        // Connecting before the socket is open costs the client its reconnect pause.
        Ports.requireOpen(port());
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000))) {
            admin.describeCluster().nodes().get(5, TimeUnit.SECONDS);
        }
    }
}
