package io.darkroom.bench.upload;

import io.darkroom.bench.upload.HttpConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Clients of HTTP servers, on a connection of their own each.
abstract class HttpSender implements Sender {

    private static final String BOUNDARY = "darkroom-bench-7MA4YWxkTrZu0gW";

    private final HttpConnection connection;
    private final TestFile file;

    private HttpSender(int port, TestFile file) throws IOException {
        this.connection = new HttpConnection(port);
        this.file = file;
    }

    /// The image as the body of one request.
    ///
    /// @param authorization whose it is
    static Sender plain(int port, TestFile file, String authorization) throws IOException {
        return new HttpSender(port, file) {
            @Override
            void send(HttpConnection connection, ByteBuffer bytes) throws IOException {
                connection
                        .send(
                                "POST",
                                "/v1/images",
                                Map.of("Authorization", authorization, "Content-Type", "image/jpeg"),
                                bytes)
                        .require(202);
            }
        };
    }

    /// By tus 1.0 as its clients do by default: created, then sent in one piece.
    ///
    /// @param path where uploads are created
    /// @param authorization headers that all requests have
    static Sender tus(int port, String path, TestFile file, Map<String, String> authorization) throws IOException {
        return new HttpSender(port, file) {
            @Override
            void send(HttpConnection connection, ByteBuffer bytes) throws IOException {
                Map<String, String> headers = new HashMap<>(authorization);
                headers.put("Tus-Resumable", "1.0.0");
                headers.put("Upload-Length", Integer.toString(bytes.remaining()));
                Answer created = connection.send("POST", path, headers).require(201);
                headers.remove("Upload-Length");
                headers.put("Upload-Offset", "0");
                headers.put("Content-Type", "application/offset+octet-stream");
                String upload = URI.create(created.header("Location")).getPath();
                Answer sent = connection.send("PATCH", upload, headers, bytes).require(204);
                if (!sent.header("Upload-Offset").equals(Integer.toString(bytes.remaining()))) {
                    throw new IOException("Only " + sent.header("Upload-Offset") + " bytes were taken");
                }
            }
        };
    }

    /// As the file of a form.
    static Sender form(int port, TestFile file) throws IOException {
        ByteBuffer head = ascii("--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"photograph.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n");
        ByteBuffer tail = ascii("\r\n--" + BOUNDARY + "--\r\n");
        return new HttpSender(port, file) {
            @Override
            void send(HttpConnection connection, ByteBuffer bytes) throws IOException {
                Map<String, String> headers = Map.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
                connection.send("POST", "/", headers, head, bytes, tail).require(201);
            }
        };
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    abstract void send(HttpConnection connection, ByteBuffer bytes) throws IOException;

    @Override
    public final void send() throws IOException {
        send(connection, file.bytes());
    }

    @Override
    public final void close() throws IOException {
        connection.close();
    }
}
