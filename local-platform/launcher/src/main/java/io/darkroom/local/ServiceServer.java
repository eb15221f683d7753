package io.darkroom.local;

import io.darkroom.servers.JavaProgram;
import io.darkroom.servers.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A service as a child process.
final class ServiceServer extends LocalServer {

    private static final Duration PROBE_DEADLINE = Duration.ofSeconds(20);

    private final Service service;
    private final ServiceJar jar;
    private final int managementPort;
    private final Map<String, String> settings;
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param directory its own, for whatever it writes
    /// @param settings what it is told of its surroundings, as environment variables
    ServiceServer(
            Service service, ServiceJar jar, Path directory, LauncherOptions options, Map<String, String> settings) {
        super(service.name(), directory, options.port(service.port()));
        this.service = service;
        this.jar = jar;
        this.managementPort = options.port(service.managementPort());
        this.settings = Map.copyOf(settings);
    }

    /// Where its Actuator listens.
    URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    @Override
    public List<Integer> ports() {
        return List.of(port(), managementPort);
    }

    @Override
    protected JavaProgram program() {
        return new JavaProgram(List.of(jar.jar()), jar.mainClass(), service.jvmOptions());
    }

    @Override
    protected List<String> arguments() {
        return List.of("--server.port=" + port(), "--management.server.port=" + managementPort);
    }

    @Override
    protected Map<String, String> environment() {
        return settings;
    }

    @Override
    protected void probe() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(management().resolve("/actuator/health/readiness"))
                .timeout(PROBE_DEADLINE)
                .build();
        HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IOException(name() + " says that it is not ready");
        }
    }
}
