package io.darkroom.bench.upload;

import io.darkroom.servers.ChildProcess;
import io.darkroom.servers.Ports;
import io.darkroom.servers.S3Server;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A peer that runs in Node.js.
///
/// @param port where it serves
/// @param process it
record NodePeer(int port, ChildProcess process) implements AutoCloseable {

    private static final Duration START_DEADLINE = Duration.ofMinutes(1);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    /// Starts it and waits until it listens.
    ///
    /// @param program its file
    /// @param bucket where it stores
    /// @param log its output
    static NodePeer start(Path program, URI s3, String bucket, Path log) {
        int port = Ports.free();
        ChildProcess process = ChildProcess.start(
                program.getFileName().toString(),
                List.of("node", program.toString()),
                Map.of(
                        "NODE_ENV",
                        "production",
                        "PORT",
                        Integer.toString(port),
                        "S3_ENDPOINT",
                        s3.toString(),
                        "S3_REGION",
                        S3Server.REGION,
                        "S3_BUCKET",
                        bucket,
                        "AWS_ACCESS_KEY_ID",
                        S3Server.ACCESS_KEY,
                        "AWS_SECRET_ACCESS_KEY",
                        S3Server.SECRET_KEY),
                log);
        NodePeer peer = new NodePeer(port, process);
        try {
            process.awaitReady(() -> new HttpConnection(port).close(), START_DEADLINE);
        } catch (RuntimeException e) {
            peer.close();
            throw e;
        }
        return peer;
    }

    @Override
    public void close() {
        process.stop(STOP_GRACE);
    }
}
