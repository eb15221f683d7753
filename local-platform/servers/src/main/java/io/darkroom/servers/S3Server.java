package io.darkroom.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// An S3 server. Objects that it has acknowledged survive a kill of its process, whole or not at all; requests that are
/// not signed with its credentials are refused.
public final class S3Server extends LocalServer {

    /// The region that the server plays.
    public static final String REGION = "us-east-1";

    /// The public part of its only access key.
    public static final String ACCESS_KEY = "darkroom";

    /// The secret part, for this machine only.
    public static final String SECRET_KEY = "darkroom-on-one-machine";

    /// @param directory where it keeps its objects; created if new
    /// @param port the port, or 0 for any free one
    public S3Server(Path directory, int port) {
        super("S3", directory, port);
    }

    /// The address, for clients in path style.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /// A new client of the server; the caller closes it.
    public S3Client client() {
        return client(endpoint());
    }

    /// A new client of such a server, wherever it runs; the caller closes it.
    public static S3Client client(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    @Override
    protected JavaProgram program() {
        return new JavaProgram(
                Programs.classPath("s3-server"), "io.darkroom.s3.S3Program", List.of("-Xms16m", "-Xmx128m"));
    }

    @Override
    protected List<String> arguments() {
        return List.of(directory().resolve("data").toString(), Integer.toString(port()), REGION);
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("AWS_ACCESS_KEY_ID", ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    }

    @Override
    protected void probe() throws IOException {
        Ports.requireOpen(port());
    }
}
