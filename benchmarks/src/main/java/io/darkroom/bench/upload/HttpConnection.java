package io.darkroom.bench.upload;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// An HTTP/1.1 connection, made anew when the server wants it so. It costs its side next to nothing: bodies go
/// from their buffers to the kernel. One request at a time; not thread-safe.
final class HttpConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// An answer.
    ///
    /// @param status its code
    /// @param headers by name in lower case
    /// @param body all of it
    record Answer(int status, Map<String, String> headers, String body) {

        /// @throws IOException if the answer has another status
        Answer require(int expected) throws IOException {
            if (status != expected) {
                throw new IOException("HTTP %d instead of %d: %s".formatted(status, expected, body));
            }
            return this;
        }

        /// @throws IOException if there is no such header
        String header(String name) throws IOException {
            String value = headers.get(name.toLowerCase(Locale.ROOT));
            if (value == null) {
                throw new IOException("The answer has no header " + name);
            }
            return value;
        }
    }

    private final int port;
    private final String host;
    private SocketChannel channel;
    private InputStream answers;

    /// Connects to a port of this machine.
    HttpConnection(int port) throws IOException {
        this.port = port;
        host = "127.0.0.1:" + port;
        connect();
    }

    private void connect() throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.socket().setSoTimeout((int) PATIENCE.toMillis());
        answers = new BufferedInputStream(channel.socket().getInputStream());
    }

    /// Sends a request and reads its answer.
    ///
    /// @param body in parts, which are not changed
    Answer send(String method, String path, Map<String, String> headers, ByteBuffer... body) throws IOException {
        long length = Stream.of(body).mapToLong(ByteBuffer::remaining).sum();
        StringBuilder head = new StringBuilder(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\nContent-Length: ")
                .append(length)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteBuffer start = ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        write(Stream.concat(Stream.of(start), Stream.of(body).map(ByteBuffer::duplicate))
                .toArray(ByteBuffer[]::new));
        Answer answer = read();
        if ("close".equalsIgnoreCase(answer.headers().get("connection"))) {
            // Servers let a connection serve so many requests and no more.
            channel.close();
            connect();
        }
        return answer;
    }

    private void write(ByteBuffer[] parts) throws IOException {
        long left = Stream.of(parts).mapToLong(ByteBuffer::remaining).sum();
        while (left > 0) {
            left -= channel.write(parts);
        }
    }

    private Answer read() throws IOException {
        String statusLine = line();
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(status, headers, status == 204 ? "" : body(headers));
    }

    private String body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            StringBuilder body = new StringBuilder();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                body.append(text(size));
                line();
            }
            line();
            return body.toString();
        }
        return text(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private String text(int length) throws IOException {
        byte[] bytes = answers.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The answer breaks off");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new EOFException("The server has closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
