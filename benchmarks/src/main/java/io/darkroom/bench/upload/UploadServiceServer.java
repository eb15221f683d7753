package io.darkroom.bench.upload;

import io.darkroom.servers.JavaProgram;
import io.darkroom.servers.LocalServer;
import io.darkroom.servers.Ports;
import io.darkroom.servers.RealServers;
import io.darkroom.servers.S3Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `upload-service` with the memory that `./dev up` gives it. One customer sends everything here, so the limits that
/// part customers from each other are lifted; the bound on images that are written at once stays. It waits as patiently
/// as its peers do for an S3 server that gets no CPU.
final class UploadServiceServer extends LocalServer {

    private static final Duration PROBE_DEADLINE = Duration.ofSeconds(20);

    private final Path jar;
    private final RealServers servers;
    private final int managementPort = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param project the root of the source tree, which is built
    /// @param directory its own, for its log
    /// @param servers run already
    UploadServiceServer(Path project, Path directory, RealServers servers) throws IOException {
        super("upload-service", directory, 0);
        try (Stream<Path> files = Files.list(project.resolve("upload-service/target"))) {
            this.jar = files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("upload-service is not built"));
        }
        this.servers = servers;
    }

    @Override
    public List<Integer> ports() {
        return List.of(port(), managementPort);
    }

    @Override
    protected JavaProgram program() {
        return new JavaProgram(
                List.of(jar), "org.springframework.boot.loader.launch.JarLauncher", List.of("-Xms48m", "-Xmx320m"));
    }

    @Override
    protected List<String> arguments() {
        return List.of(
                "--server.port=" + port(),
                "--management.server.port=" + managementPort,
                "--darkroom.upload.requests-per-customer.per-second=0",
                "--darkroom.upload.share-of-customer-percent=100",
                "--darkroom.upload.max-wait=2m",
                "--darkroom.store.timeouts.read=30s",
                "--darkroom.store.timeouts.attempt=30s",
                "--darkroom.store.timeouts.call=60s");
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of(
                "SPRING_KAFKA_BOOTSTRAPSERVERS",
                servers.bootstrapServers(),
                "DARKROOM_STORE_ENDPOINT",
                servers.s3Endpoint().toString(),
                "DARKROOM_STORE_REGION",
                S3Server.REGION,
                "DARKROOM_STORE_PATHSTYLE",
                "true",
                "DARKROOM_STORE_CREDENTIALS_ACCESSKEY",
                S3Server.ACCESS_KEY,
                "DARKROOM_STORE_CREDENTIALS_SECRETKEY",
                S3Server.SECRET_KEY,
                "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI",
                servers.issuer().toString());
    }

    @Override
    protected void probe() throws IOException, InterruptedException {
        URI readiness = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
        HttpRequest request =
                HttpRequest.newBuilder(readiness).timeout(PROBE_DEADLINE).build();
        HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IOException("upload-service says that it is not ready");
        }
    }
}
