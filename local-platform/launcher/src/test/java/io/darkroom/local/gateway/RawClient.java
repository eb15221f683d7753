package io.darkroom.local.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A client that sends exactly what it is told: what well-behaved clients would never send, too.
final class RawClient implements AutoCloseable {

    private static final int DEADLINE_MILLIS = 120_000;

    private final Socket socket;

    RawClient(URI address) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        socket.setSoTimeout(DEADLINE_MILLIS);
    }

    /// One request, `Connection: close` added, and its whole answer.
    static String ask(URI address, String... lines) throws IOException {
        try (RawClient client = new RawClient(address)) {
            client.send(String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n");
            return client.readAll();
        }
    }

    /// Sends the head of an upload.
    void startPost(long contentLength, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of("POST /v1/images HTTP/1.1", "Host: darkroom"));
        lines.add("Content-Length: " + contentLength);
        lines.addAll(List.of(more));
        send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// Up to and with the empty line.
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /// Goes away at once: the other side sees a reset.
    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
