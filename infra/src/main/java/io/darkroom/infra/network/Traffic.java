package io.darkroom.infra.network;

import java.util.List;
import java.util.stream.Stream;

/// One pair that may talk, by TCP. Everything that stands in no such pair is closed.
///
/// @param from who opens the connection
/// @param to who takes it
/// @param firstPort first of the ports
/// @param lastPort last of the ports
record Traffic(Party from, Party to, int firstPort, int lastPort) {

    private static final List<Party> SERVICES = List.of(Party.UPLOAD, Party.INGEST, Party.PROCESSOR, Party.STATS);

    /// All pairs.
    static List<Traffic> allowed() {
        return Stream.of(
                        Stream.of(
                                on(Ports.HTTP, Party.WORLD, Party.LOAD_BALANCER),
                                on(Ports.HTTPS, Party.WORLD, Party.LOAD_BALANCER),
                                on(Ports.UPLOAD, Party.LOAD_BALANCER, Party.UPLOAD),
                                on(Ports.UPLOAD_MANAGEMENT, Party.LOAD_BALANCER, Party.UPLOAD),
                                on(Ports.STATS, Party.LOAD_BALANCER, Party.STATS),
                                on(Ports.STATS_MANAGEMENT, Party.LOAD_BALANCER, Party.STATS),
                                on(Ports.POSTGRES, Party.STATS, Party.DATABASE),
                                on(Ports.POSTGRES, Party.QUICKSIGHT, Party.REPLICA),
                                // QuickSight's interfaces keep no state: answers need a rule of their own.
                                new Traffic(Party.REPLICA, Party.QUICKSIGHT, 0, 65_535),
                                on(Ports.KAFKA_IAM, Party.EXTERNAL_APP, Party.BROKERS)),
                        SERVICES.stream().map(service -> on(Ports.KAFKA_IAM, service, Party.BROKERS)),
                        SERVICES.stream().map(service -> on(Ports.HTTPS, service, Party.ENDPOINTS)),
                        SERVICES.stream().map(service -> on(Ports.HTTPS, service, Party.S3)),
                        // The user pool's keys: a pool with a sign-in page cannot be reached over an endpoint.
                        SERVICES.stream().map(service -> on(Ports.HTTPS, service, Party.WORLD)))
                .flatMap(pairs -> pairs)
                .toList();
    }

    private static Traffic on(int port, Party from, Party to) {
        return new Traffic(from, to, port, port);
    }

    String description() {
        return from + " to " + to;
    }
}
