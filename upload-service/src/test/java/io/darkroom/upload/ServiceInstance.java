package io.darkroom.upload;

import static org.awaitility.Awaitility.await;

import io.darkroom.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The service as a process of its own, with a little heap, against the real servers. Its port stays its own when it is
/// started again.
public final class ServiceInstance implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    // What is tested is not how fast the machine is.
    private static final List<String> PATIENT = List.of(
            "darkroom.upload.max-wait=5m",
            "darkroom.upload.minimum-pace.window=5m",
            "server.tomcat.connection-timeout=5m",
            "spring.lifecycle.timeout-per-shutdown-phase=5m",
            "darkroom.store.timeouts.read=2m",
            "darkroom.store.timeouts.attempt=2m",
            "darkroom.store.timeouts.call=4m",
            "spring.kafka.producer.properties.max.block.ms=120000",
            "spring.kafka.producer.properties.delivery.timeout.ms=120000");

    private final Path log;
    private final List<String> settings;
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private Process process;

    /// Starts it and waits until it is ready.
    ///
    /// @param log where its output goes
    /// @param settings as `key=value`
    public ServiceInstance(Path log, String... settings) {
        this.log = log;
        this.settings = Stream.concat(PATIENT.stream(), Stream.of(settings)).toList();
        start();
        awaitReady();
    }

    /// Starts it (again).
    public void start() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dspringdoc.api-docs.enabled=false",
                "-Dserver.port=" + port,
                "-Dmanagement.server.port=" + managementPort));
        RealService.Servers.settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        settings.forEach(setting -> command.add("-D" + setting));
        command.add(UploadApplication.class.getName());
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until it is ready.
    public void awaitReady() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> new Api(managementPort, null)
                                .get("/actuator/health/readiness")
                                .status()
                        == 200);
    }

    public int port() {
        return port;
    }

    /// What it wrote.
    public String log() throws IOException {
        return Files.readString(log);
    }

    /// How much memory its objects take, without those that are garbage by now.
    public long liveBytes() throws IOException, InterruptedException {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        List<String> lines = histogram.inputReader().readAllLines();
        histogram.waitFor();
        return lines.stream()
                .filter(line -> line.startsWith("Total "))
                .mapToLong(line -> Long.parseLong(line.split(" +", -1)[2]))
                .findFirst()
                .orElseThrow(() -> new IOException(String.join("\n", lines)));
    }

    /// How much memory the machine gives it.
    public long residentBytes() throws IOException {
        return status("VmRSS:") * 1024;
    }

    /// How many files and connections it has open.
    public int descriptors() throws IOException {
        try (Stream<Path> open = Files.list(proc("fd"))) {
            return (int) open.count();
        }
    }

    /// How many threads of the machine it has.
    public int threads() throws IOException {
        return (int) status("Threads:");
    }

    private long status(String name) throws IOException {
        return Files.readAllLines(proc("status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    /// Whether its process runs.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Asks it to end, as an orchestrator does.
    public void terminate() {
        process.destroy();
    }

    /// Waits until it has ended.
    public boolean awaitEnd() throws InterruptedException {
        return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// Kills it as `kill -9` does.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
