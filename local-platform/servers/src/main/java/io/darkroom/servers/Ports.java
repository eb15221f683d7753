package io.darkroom.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// TCP ports of this machine's loopback address.
public final class Ports {

    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    private Ports() {}

    /// A port that nobody uses at the moment.
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Checks that nobody uses a port.
    ///
    /// @throws ServerFailedException naming the port and what it was for, if someone uses it
    public static void requireFree(int port, String purpose) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new ServerFailedException("Port %d, wanted for %s, is in use".formatted(port, purpose), e);
        }
    }

    /// @throws IOException if nobody listens
    static void requireOpen(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
        }
    }
}
