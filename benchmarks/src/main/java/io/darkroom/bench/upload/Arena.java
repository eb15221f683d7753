package io.darkroom.bench.upload;

import io.darkroom.servers.LocalBuckets;
import io.darkroom.servers.RealServers;
import io.darkroom.servers.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Everything that runs: one S3 server for all, Kafka and the issuer for `upload-service`, the contenders.
final class Arena implements AutoCloseable {

    private static final String TUS_BUCKET = "bench-tus";
    private static final String FORM_BUCKET = "bench-form";
    private static final String DIRECT_BUCKET = "bench-direct";
    private static final String CUSTOMER = "acme-app";
    private static final int MAX_CONNECTIONS = 128;

    private final RealServers servers = RealServers.shared();
    private final S3Client s3;
    private final UploadServiceServer service;
    private final NodePeer tus;
    private final NodePeer form;

    /// Starts everything.
    ///
    /// @param project the root of the source tree, which is built
    /// @param peers where `peers-upload/package.json` is installed
    Arena(Path project, Path peers) throws IOException {
        URI endpoint = servers.s3Endpoint();
        s3 = client(endpoint);
        for (String bucket : new String[] {TUS_BUCKET, FORM_BUCKET, DIRECT_BUCKET}) {
            s3.createBucket(request -> request.bucket(bucket));
        }
        Path logs = peers.resolve("logs");
        service = new UploadServiceServer(project, logs, servers);
        service.start();
        tus = NodePeer.start(peers.resolve("tus.mjs"), endpoint, TUS_BUCKET, logs.resolve("tus.log"));
        form = NodePeer.start(peers.resolve("form.mjs"), endpoint, FORM_BUCKET, logs.resolve("form.log"));
    }

    // As upload-service makes its own.
    private static S3Client client(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(S3Server.REGION))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS)
                        .tcpKeepAlive(true))
                .build();
    }

    S3Client s3() {
        return s3;
    }

    /// New clients of a contender; the caller closes them.
    List<Sender> senders(Contender contender, TestFile file, int count) throws IOException {
        // Fetched before anyone connects: a server does not wait long for the first request.
        String authorization = switch (contender) {
            case PLAIN, RESUMABLE -> "Bearer " + servers.accessToken(CUSTOMER);
            case TUS_NODE, FORM_NODE, DIRECT -> "";
        };
        List<Sender> senders = new ArrayList<>();
        for (int client = 0; client < count; client++) {
            senders.add(sender(contender, file, authorization));
        }
        return senders;
    }

    private Sender sender(Contender contender, TestFile file, String authorization) throws IOException {
        return switch (contender) {
            case PLAIN -> HttpSender.plain(service.port(), file, authorization);
            case RESUMABLE ->
                HttpSender.tus(service.port(), "/v1/uploads", file, Map.of("Authorization", authorization));
            case TUS_NODE -> HttpSender.tus(tus.port(), "/files", file, Map.of());
            case FORM_NODE -> HttpSender.form(form.port(), file);
            case DIRECT -> new DirectSender(s3, DIRECT_BUCKET, file);
        };
    }

    /// Where a contender stores.
    StoredFiles stored(Contender contender) {
        return switch (contender) {
            case PLAIN, RESUMABLE -> new StoredFiles(s3, LocalBuckets.RAW, key -> key.startsWith("raw/"));
            case TUS_NODE -> new StoredFiles(s3, TUS_BUCKET, key -> !key.endsWith(".info"));
            case FORM_NODE -> new StoredFiles(s3, FORM_BUCKET, _ -> true);
            case DIRECT -> new StoredFiles(s3, DIRECT_BUCKET, _ -> true);
        };
    }

    /// The processes that work while a contender does.
    Map<Role, Long> processes(Contender contender) {
        Map<Role, Long> processes = new LinkedHashMap<>();
        server(contender).ifPresent(pid -> processes.put(Role.SERVER, pid));
        processes.put(Role.S3, servers.s3().pid().orElseThrow());
        processes.put(Role.KAFKA, servers.kafka().pid().orElseThrow());
        processes.put(Role.GENERATOR, ProcessHandle.current().pid());
        return processes;
    }

    private Optional<Long> server(Contender contender) {
        return switch (contender) {
            case PLAIN, RESUMABLE -> service.pid();
            case TUS_NODE -> Optional.of(tus.process().pid());
            case FORM_NODE -> Optional.of(form.process().pid());
            case DIRECT -> Optional.empty();
        };
    }

    @Override
    public void close() {
        form.close();
        tus.close();
        service.kill();
        s3.close();
    }
}
