package io.darkroom.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// TCP ports of this machine's loopback address.
public final class Ports {

    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    private static final int LOWEST = 20_000;
    // Linux's own begin at 32768 (ip_local_port_range), others' at 49152.
    private static final int BELOW_THE_SYSTEMS_OWN = 32_768;
    private static final int ATTEMPTS = 1_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /// A port that nobody uses at the moment. It is none of those that the system gives to connections that go
    /// out: one of them could take it before its server does, which may be half a minute later.
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BELOW_THE_SYSTEMS_OWN);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new ServerFailedException(
                "No free port between %d and %d was found".formatted(LOWEST, BELOW_THE_SYSTEMS_OWN));
    }

    private static boolean isFree(int port) {
        try {
            bind(port);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Checks that nobody uses a port.
    ///
    /// @throws ServerFailedException naming the port and what it was for, if someone uses it
    public static void requireFree(int port, String purpose) {
        try {
            bind(port);
        } catch (IOException e) {
            throw new ServerFailedException("Port %d, wanted for %s, is in use".formatted(port, purpose), e);
        }
    }

    private static void bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    /// @throws IOException if nobody listens
    static void requireOpen(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
        }
    }
}
