package io.darkroom.local;

import io.darkroom.servers.LocalBuckets;
import io.darkroom.servers.LocalDatabase;
import io.darkroom.servers.LocalServer;
import io.darkroom.servers.OpenIdIssuer;
import io.darkroom.servers.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `platform.json` in the data directory: where everything of the running platform is and as which processes it runs,
/// for tests and scripts. It is replaced as a whole whenever that changes.
final class PlatformFile {

    private static final String NAME = "platform.json";
    private static final List<String> DEMO_NAMES = List.of("acme", "globex", "analyst", "operator");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    PlatformFile(DataDirectory data) {
        this.file = data.resolve(NAME);
    }

    /// The processes that the file names and that still run: an earlier launcher's, if this one has not written yet.
    List<ProcessHandle> processes() throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        JsonNode written = JSON.readTree(Files.readAllBytes(file));
        return written.path("processes")
                .valueStream()
                .flatMap(process -> stillRunning(process).stream())
                .toList();
    }

    // A pid may by now be a stranger's; its start is not.
    private static Optional<ProcessHandle> stillRunning(JsonNode process) {
        return ProcessHandle.of(process.path("pid").asLong(-1))
                .filter(handle -> startOf(handle).equals(process.path("started").asString("")));
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("unknown");
    }

    synchronized void write(Surroundings servers, List<ServiceServer> services, String gateway, boolean isReady) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("ready", isReady);
        content.put("launcher", ProcessHandle.current().pid());
        content.put("gateway", gateway);
        content.put("issuer", servers.issuer().issuer().toString());
        content.put("kafka", servers.kafka().bootstrapServers());
        content.put("s3", servers.s3().endpoint().toString());
        content.put("s3Access", s3Access());
        content.put("jdbc", servers.postgres().jdbcUrl(LocalDatabase.NAME));
        content.put("biReader", Map.of("user", LocalDatabase.BI_ROLE, "password", LocalDatabase.BI_ROLE));
        content.put("users", DEMO_NAMES.stream().collect(Collectors.toMap(name -> name, _ -> OpenIdIssuer.PASSWORD)));
        content.put("clients", DEMO_NAMES.stream().collect(Collectors.toMap(name -> name, PlatformFile::client)));
        content.put("logs", file.resolveSibling("logs").toString());
        content.put("processes", processes(servers, services));
        replace(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
    }

    private static Map<String, String> s3Access() {
        Map<String, String> access = new LinkedHashMap<>();
        access.put("region", S3Server.REGION);
        access.put("accessKey", S3Server.ACCESS_KEY);
        access.put("secretKey", S3Server.SECRET_KEY);
        access.put("rawBucket", LocalBuckets.RAW);
        access.put("resultsBucket", LocalBuckets.RESULTS);
        access.put("inboxBucket", LocalBuckets.INBOX);
        return access;
    }

    private static Map<String, String> client(String name) {
        String id = name + "-app";
        return Map.of("id", id, "secret", OpenIdIssuer.secretOf(id));
    }

    private static Map<String, Object> processes(Surroundings servers, List<ServiceServer> services) {
        Map<String, Object> processes = new LinkedHashMap<>();
        Stream.of(
                        Map.entry("kafka", servers.kafka()),
                        Map.entry("s3", servers.s3()),
                        Map.entry("issuer", servers.issuer()))
                .forEach(server ->
                        process(server.getValue()).ifPresent(fields -> processes.put(server.getKey(), fields)));
        // Who kills PostgreSQL means its own process.
        servers.postgres().postmasterPid().flatMap(ProcessHandle::of).ifPresent(postmaster -> {
            Map<String, Object> fields = fields(postmaster, servers.postgres());
            servers.postgres().pid().ifPresent(guard -> fields.put("guard", guard));
            processes.put("postgres", fields);
        });
        for (ServiceServer service : services) {
            process(service).ifPresent(fields -> {
                fields.put("management", service.management().toString());
                processes.put(service.name(), fields);
            });
        }
        return processes;
    }

    private static Optional<Map<String, Object>> process(LocalServer server) {
        return server.pid().flatMap(ProcessHandle::of).map(process -> fields(process, server));
    }

    private static Map<String, Object> fields(ProcessHandle process, LocalServer server) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pid", process.pid());
        fields.put("started", startOf(process));
        fields.put("port", server.port());
        return fields;
    }

    private void replace(byte[] content) {
        try {
            Path fresh = file.resolveSibling(NAME + ".new");
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes the file: nothing runs any more.
    synchronized void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
