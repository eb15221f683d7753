package io.darkroom.local;

import io.darkroom.local.gateway.Gateway;
import io.darkroom.local.lifecycle.LifecycleSweeper;
import io.darkroom.servers.LocalBuckets;
import io.darkroom.servers.LocalDatabase;
import io.darkroom.servers.LocalServer;
import io.darkroom.servers.LocalTopics;
import io.darkroom.servers.Ports;
import io.darkroom.servers.ServerFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/// Everything that runs: servers, services, gateway. Started once, stopped once.
final class Platform {

    private static final Duration LEFT_BEHIND_DEADLINE = Duration.ofSeconds(20);
    private static final Duration SWEEP_PAUSE = Duration.ofHours(1);
    private static final Duration DISK_PAUSE = Duration.ofSeconds(5);

    private final LauncherOptions options;
    private final DataDirectory data;
    private final Console console;
    private final Surroundings servers;
    private final List<ServiceServer> services;
    private final PlatformFile file;
    private final Supervisor supervisor;
    private final S3Client s3;
    private final LifecycleSweeper sweeper;
    private final DiskWatch disk;
    private volatile @Nullable Gateway gateway;
    private volatile boolean isReady;

    Platform(LauncherOptions options, DataDirectory data, Checkout checkout, Console console) throws IOException {
        this.options = options;
        this.data = data;
        this.console = console;
        this.servers = Surroundings.in(data, options, checkout.postgresBinaries());
        this.services = new ArrayList<>();
        for (Service service : checkout.services()) {
            services.add(new ServiceServer(
                    service,
                    ServiceJar.unpacked(checkout.path(), service.name()),
                    data.resolve("services").resolve(service.name()),
                    options,
                    settings(service, checkout)));
        }
        this.file = new PlatformFile(data);
        this.s3 = servers.s3().client();
        this.sweeper = new LifecycleSweeper(s3, LocalBuckets.ALL, Clock.systemUTC());
        this.disk = DiskWatch.of(data.path(), console);
        this.supervisor = new Supervisor(console, this::writeFile);
        all().forEach(server -> server.logTo(logOf(server)));
    }

    // What all are told, and what one alone needs to know.
    private Map<String, String> settings(Service service, Checkout checkout) {
        Map<String, String> settings = new HashMap<>(servers.settings());
        if (service.name().equals("stream-ingest-service")) {
            settings.put("DARKROOM_INGEST_DATAREFBUCKETS", LocalBuckets.INBOX);
        }
        if (service.name().equals("processor-service")) {
            settings.put(
                    "DARKROOM_PROCESSOR_BUILTINDIRECTORY",
                    checkout.path()
                            .resolve("processor-service/target/processors")
                            .toString());
            settings.put(
                    "DARKROOM_PROCESSOR_WORKDIRECTORY", data.resolve("work").toString());
            options.processors().forEach(file -> {
                settings.put("SPRING_CONFIG_ADDITIONALLOCATION", file.toUri().toString());
                settings.put("PROCESSORS_DIRECTORY", String.valueOf(file.getParent()));
            });
        }
        return settings;
    }

    private Path logOf(LocalServer server) {
        return data.resolve("logs")
                .resolve(server.name().toLowerCase(Locale.ROOT).replace(' ', '-') + ".log");
    }

    private Stream<LocalServer> all() {
        return Stream.concat(servers.all().stream(), services.stream());
    }

    Surroundings servers() {
        return servers;
    }

    URI gatewayUri() {
        return URI.create("http://127.0.0.1:" + options.port(PortName.GATEWAY));
    }

    /// Records the starts of all programs that have no recording yet.
    ///
    /// @return whether there is any
    boolean recordStarts() {
        List<LocalServer> unrecorded =
                all().filter(server -> !server.recording().exists()).toList();
        unrecorded.forEach(LocalServer::recordStart);
        return !unrecorded.isEmpty();
    }

    /// Starts everything and returns when all of it can be used.
    ///
    /// @throws ServerFailedException if something cannot be started; the message is for a person
    void start() throws IOException {
        awaitEndOfLeftBehind();
        requirePorts();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> storage = CompletableFuture.allOf(
                    run(
                            threads,
                            servers.kafka(),
                            () -> LocalTopics.create(servers.kafka().bootstrapServers())),
                    run(threads, servers.postgres(), () -> LocalDatabase.create(servers.postgres())),
                    run(threads, servers.s3(), () -> LocalBuckets.create(servers.s3())));
            CompletableFuture<Void> issuer = run(threads, servers.issuer(), () -> {});
            CompletableFuture<Void> running = storage.thenCompose(_ -> CompletableFuture.allOf(services.stream()
                    .map(service -> run(threads, service, () -> {}))
                    .toArray(CompletableFuture[]::new)));
            CompletableFuture.allOf(running, issuer).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        gateway = Gateway.start(options.port(PortName.GATEWAY), addresses());
        sweeper.start(SWEEP_PAUSE);
        disk.start(DISK_PAUSE);
        all().forEach(supervisor::watch);
        isReady = true;
        writeFile();
    }

    private CompletableFuture<Void> run(ExecutorService threads, LocalServer server, Runnable andThen) {
        return CompletableFuture.runAsync(
                () -> {
                    server.start();
                    andThen.run();
                    console.progress(server.name() + " is ready");
                    writeFile();
                },
                threads);
    }

    private Map<String, URI> addresses() {
        return services.stream()
                .collect(Collectors.toMap(
                        ServiceServer::name, service -> URI.create("http://127.0.0.1:" + service.port())));
    }

    // The children of a killed launcher end by themselves, which takes them a moment.
    private void awaitEndOfLeftBehind() throws IOException {
        List<ProcessHandle> leftBehind = file.processes();
        if (leftBehind.isEmpty()) {
            return;
        }
        console.progress("Waiting for the end of what an earlier run has left behind");
        for (ProcessHandle process : leftBehind) {
            process.onExit()
                    .completeOnTimeout(process, LEFT_BEHIND_DEADLINE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            process.destroyForcibly();
        }
        file.delete();
    }

    private void requirePorts() {
        List<String> taken = new ArrayList<>();
        for (PortName name : PortName.values()) {
            try {
                Ports.requireFree(options.port(name), name.option());
            } catch (ServerFailedException e) {
                taken.add(e.getMessage() + " (choose another with --port " + name.option() + "=NUMBER)");
            }
        }
        if (!taken.isEmpty()) {
            throw new ServerFailedException(String.join(System.lineSeparator(), taken));
        }
    }

    private void writeFile() {
        file.write(servers, services, gatewayUri().toString(), isReady);
    }

    /// Stops everything: first what takes work in, last what keeps the data.
    void stop() {
        supervisor.release();
        Gateway running = gateway;
        if (running != null) {
            running.close();
        }
        disk.close();
        sweeper.close();
        s3.close();
        inParallel(services);
        inParallel(servers.all());
        try {
            file.delete();
        } catch (IOException e) {
            console.warn("platform.json cannot be deleted: " + e.getMessage());
        }
    }

    private static void inParallel(List<? extends LocalServer> servers) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            servers.forEach(server -> threads.execute(server::stop));
        }
    }
}
