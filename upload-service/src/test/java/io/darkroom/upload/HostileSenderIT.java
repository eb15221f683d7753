package io.darkroom.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.servers.Infrastructure;
import io.darkroom.upload.Api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Senders that no HTTP client would be: whatever they do, nothing of it is kept and the connection ends.
@RealService
class HostileSenderIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SEVERAL_PARTS = 17 * 1024 * 1024;

    @LocalServerPort
    private int port;

    private final RawBucket bucket = new RawBucket();
    private Set<String> before;
    private Set<String> unfinished;
    private Api acme;

    @BeforeEach
    void lookAround() {
        acme = new Api(port, Infrastructure.shared().accessToken("acme-app"));
        before = bucket.keys();
        unfinished = bucket.unfinished();
    }

    @AfterEach
    void findNothingLeft() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(bucket.keys()).isEqualTo(before);
            assertThat(bucket.unfinished()).isSubsetOf(unfinished);
        });
        bucket.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 19000000", "Transfer-Encoding: chunked"})
    void whoHangsUpInTheMiddleLeavesNothing(String framing) throws IOException {
        try (Socket socket = begin("image/jpeg", framing)) {
            if (framing.startsWith("Transfer")) {
                write(socket, "1000000\r\n");
            }
            socket.getOutputStream().write(Samples.jpeg(SEVERAL_PARTS - 1024 * 1024, 1));
        }
    }

    @Test
    void whoHangsUpInTheMiddleOfAFormLeavesNothing() throws IOException {
        byte[] form =
                new Samples.Form().file("1.jpg", Samples.jpeg(SEVERAL_PARTS, 2)).cut();
        try (Socket socket = begin(Samples.Form.CONTENT_TYPE, "Content-Length: " + (form.length + 100))) {
            socket.getOutputStream().write(form, 0, form.length - 10);
        }
    }

    @Test
    void whoHangsUpForWritingIsToldThatTheBodyEndedEarly() throws IOException {
        try (Socket socket = begin("image/jpeg", "Content-Length: 200000")) {
            socket.getOutputStream().write(Samples.jpeg(100_000, 3));
            socket.shutdownOutput();

            assertThat(answer(socket)).doesNotContain("HTTP/1.1 2");
        }
    }

    @Test
    void whoSendsTooSlowlyIsCutOff() throws Exception {
        try (Socket socket = begin("image/jpeg", "Content-Length: 100000")) {
            Thread.ofVirtual().start(() -> drip(socket));

            assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("TOO_SLOW");
        }
    }

    @Test
    void whoTurnsSlowInTheMiddleIsCutOffAndLeavesNothing() throws Exception {
        try (Socket socket = begin("image/jpeg", "Content-Length: 19000000")) {
            socket.getOutputStream().write(Samples.jpeg(SEVERAL_PARTS, 4));
            Thread.ofVirtual().start(() -> drip(socket));

            assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("TOO_SLOW");
        }
    }

    @Test
    void manyWhoSendTooSlowlyHoldUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                Socket socket = begin("image/jpeg", "Content-Length: 100000");
                slow.add(socket);
                socket.getOutputStream().write(Samples.jpeg(5000, 6));
            }

            Answer good = acme.upload("image/jpeg", Samples.jpeg(1000, 7));

            assertThat(good.status()).isEqualTo(202);
            before = bucket.keys();
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1",
                "Content-Length: 1e3",
                "Content-Length: 10\r\nContent-Length: 11",
                "Content-Length: 99999999999999999999",
                "Transfer-Encoding: identity, chunked, chunked",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding: gzip",
                "Transfer Encoding: chunked",
                "X: 1\r\n Content-Length: 5",
            })
    void whoLiesAboutTheLengthIsRefused(String framing) throws IOException {
        try (Socket socket = begin("image/jpeg", framing)) {
            write(socket, "5\r\nabcde\r\n0\r\n\r\n");
            socket.shutdownOutput();

            assertThat(answer(socket)).matches("(?s)HTTP/1.1 (400|411|413|415|501) .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z\r\nabc", "-5\r\nabcde\r\n", "FFFFFFFFFFFFFFFF\r\nabc", "5\r\nabcdeXX\r\n", "5;" + "x"})
    void whoSendsBrokenChunksIsRefused(String chunks) throws IOException {
        try (Socket socket = begin("image/jpeg", "Transfer-Encoding: chunked")) {
            write(socket, chunks);
            socket.shutdownOutput();

            assertThat(answer(socket)).doesNotContain("HTTP/1.1 2");
        }
    }

    @Test
    void whoSmugglesASecondRequestInTheBodyGetsOneAnswer() throws IOException {
        try (Socket socket = begin("image/jpeg", "Content-Length: 40\r\nTransfer-Encoding: chunked")) {
            write(socket, "0\r\n\r\nGET /v1/images/x HTTP/1.1\r\nHost: a\r\n\r\n");
            socket.shutdownOutput();

            String answer = answer(socket);

            assertThat(answer).startsWith("HTTP/1.1 400 ");
            assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(2);
        }
    }

    @Test
    void whoWaitsForTheGoAheadIsRefusedWithoutSendingTheBody() throws IOException {
        try (Socket socket = begin("image/jpeg", "Content-Length: 99000000\r\nExpect: 100-continue")) {

            assertThat(answer(socket)).startsWith("HTTP/1.1 413 ").doesNotContain("100 Continue");
        }
    }

    private Socket begin(String contentType, String framing) throws IOException {
        return acme.open("POST /v1/images", "Content-Type: " + contentType, framing);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /// One byte every 20 ms, for as long as the connection lasts.
    private static void drip(Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            for (byte b : Samples.jpeg(10_000, 5)) {
                out.write(b);
                Thread.sleep(20);
            }
        } catch (IOException _) {
            // Cut off, as it should be.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// All that comes until the connection ends.
    private static String answer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[4096];
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                answer.append(new String(buffer, 0, count, ISO_8859_1));
            }
        } catch (SocketException _) {
            // Reset: what came before counts.
        }
        return answer.toString();
    }
}
