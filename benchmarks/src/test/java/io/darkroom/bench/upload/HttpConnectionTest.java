package io.darkroom.bench.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import io.darkroom.bench.upload.HttpConnection.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Location", exchange.getRequestURI() + "/1");
            // A length of 0 makes it send chunks.
            exchange.sendResponseHeaders(201, exchange.getRequestURI().getPath().equals("/chunks") ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsBodiesInPartsAndReadsAnswersOfBothKindsOnOneConnection() throws IOException {
        ByteBuffer head = ByteBuffer.wrap("he".getBytes(UTF_8));
        ByteBuffer tail =
                ByteBuffer.allocateDirect(3).put("llo".getBytes(UTF_8)).flip();

        try (HttpConnection connection = new HttpConnection(server.getAddress().getPort())) {
            for (String path : new String[] {"/plain", "/chunks", "/plain"}) {
                Answer answer = connection.send("POST", path, Map.of("X-Test", "1"), head, tail);

                assertThat(answer.require(201).body()).isEqualTo("hello");
                assertThat(answer.header("Location")).isEqualTo(path + "/1");
            }
        }
    }

    @Test
    void connectsAnewWhenTheServerCloses() throws IOException {
        server.createContext("/last", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });

        try (HttpConnection connection = new HttpConnection(server.getAddress().getPort())) {
            connection.send("POST", "/last", Map.of()).require(204);

            Answer answer = connection.send("POST", "/plain", Map.of(), ByteBuffer.wrap("again".getBytes(UTF_8)));
            assertThat(answer.require(201).body()).isEqualTo("again");
        }
    }

    @Test
    void anotherStatusIsAFailureThatNamesIt() throws IOException {
        try (HttpConnection connection = new HttpConnection(server.getAddress().getPort())) {
            Answer answer = connection.send("POST", "/", Map.of(), ByteBuffer.wrap("why".getBytes(UTF_8)));

            assertThatIOException()
                    .isThrownBy(() -> answer.require(202))
                    .withMessageContaining("201 instead of 202: why");
        }
    }
}
