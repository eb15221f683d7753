package io.darkroom.processor.endpoint;

import static io.darkroom.processor.Claimants.UPLOADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.darkroom.events.Channel;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.RecognisedLabel;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.processor.worker.WorkerOutcome;
import io.darkroom.processor.worker.WorkerRun;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a real server.
class EndpointPoolTest {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String SCORES =
            "{\"model_name\":\"animals\",\"model_version\":\"3\",\"outputs\":[{\"name\":\"other\",\"datatype\":\"FP32\","
                    + "\"shape\":[1],\"parameters\":{\"binary_data_size\":4}},{\"name\":\"scores\",\"datatype\":\"FP32\","
                    + "\"shape\":[1,3],\"parameters\":{\"binary_data_size\":12}}]}";

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Map<String, List<String>>> headers = new AtomicReference<>();
    private final AtomicReference<String> uri = new AtomicReference<>();
    private final AtomicReference<byte[]> body = new AtomicReference<>();
    private HttpServer server;
    private volatile EndpointPool pool;

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void setUp() throws IOException {
        Files.writeString(directory.resolve("original"), "the original");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void tearDown() {
        pool.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sendsTheBytesAndReadsTheDocument() throws Exception {
        answering("application/json", "{\"version\":\"4\",\"labels\":[{\"name\":\"cat\",\"score\":0.5}]}");

        WorkerRun run = run(SOON, Map.of("size", "1 & 2"));

        assertThat(run.version()).isEqualTo("4");
        assertThat(run.outcome()).isEqualTo(done(List.of(), List.of(new RecognisedLabel("cat", 0.5)), Map.of()));
        assertThat(body.get()).asString().isEqualTo("the original");
        assertThat(uri.get()).isEqualTo("/process?size=1+%26+2");
        assertThat(headers.get())
                .containsEntry("Content-type", List.of("image/png"))
                .containsEntry("Content-length", List.of("12"))
                .containsEntry("Darkroom-image-id", List.of("id-1"))
                .containsEntry("Darkroom-time-left-millis", List.of(Long.toString(SOON.toMillis())))
                .containsEntry("Authorization", List.of("Bearer of-the-configuration"));
    }

    @Test
    void takesResultFilesFromFurtherParts() throws Exception {
        String document = "{\"results\":[{\"name\":\"copy\",\"file\":\"c.txt\",\"mediaType\":\"text/plain\"}]}";
        String answer = String.join(
                "\r\n",
                "--b",
                "Content-Type: application/json",
                "",
                document,
                "--b",
                "Content-Disposition: form-data; name=\"copy\"; filename=\"c.txt\"",
                "",
                "a copy",
                "--b--");
        answering("multipart/form-data; boundary=b", answer);

        WorkerRun run = run(SOON, Map.of());

        assertThat(run.version()).isEqualTo("2.0");
        assertThat(run.outcome())
                .isEqualTo(
                        done(List.of(new ResultFile("copy", "c.txt", "text/plain", null, null)), List.of(), Map.of()));
        assertThat(directory.resolve("out/c.txt")).hasContent("a copy");
    }

    @Test
    void letsAnEndpointRejectAnImage() throws Exception {
        answering("application/json", "{\"status\":\"rejected\",\"reason\":\"CORRUPT_IMAGE\",\"message\":\"Cut.\"}");

        assertThat(run(SOON, Map.of()).outcome())
                .isEqualTo(new WorkerOutcome.Answered(
                        new ProcessorAnswer.Rejected(RejectionReason.CORRUPT_IMAGE, "Cut.")));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 500})
    void takesAnyOtherStatusForAFailureOfTheProcessor(int status) throws Exception {
        serve(exchange -> {
            // Unread, it could break the connection off before the answer is through.
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });

        assertThat(run(SOON, Map.of()).outcome())
                .isEqualTo(new WorkerOutcome.Answered(
                        new ProcessorAnswer.Failed("the endpoint answered with status " + status)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html|<html>",
                "application/json|nonsense",
                "multipart/form-data; boundary=b|--b\r\n\r\n{}\r\n--b\r\nContent-Disposition: a; filename=\"../x\"\r\n\r\n"
                        + "x\r\n--b--",
                "multipart/form-data; boundary=b|--b\r\n\r\n{}\r\n--b\r\nContent-Disposition: a; filename=\"x\"\r\n\r\n"
                        + "far more than a file may be long here\r\n--b--",
                "multipart/form-data; boundary=b|--b\r\n\r\n{}\r\n--b\r\nContent-Disposition: a; filename=\"x\"\r\n\r\n"
                        + "x\r\n--b\r\nContent-Disposition: a; filename=\"x\"\r\n\r\nx\r\n--b--"
            })
    void refusesWhatIsNoAnswer(String typeAndBody) throws Exception {
        String[] parts = typeAndBody.split("\\|", 2);
        answering(parts[0], parts[1]);

        assertThat(run(SOON, Map.of()).outcome()).isInstanceOf(WorkerOutcome.Broke.class);
    }

    @Test
    void hangsUpAtTheDeadline() throws Exception {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            // And then nothing.
        });

        assertThat(run(Duration.ofSeconds(1), Map.of()).outcome()).isEqualTo(new WorkerOutcome.TimedOut());
    }

    @Test
    void tellsThatTheEndpointHungUp() throws Exception {
        serve(exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('x');
            exchange.close();
        });

        assertThat(run(SOON, Map.of()).outcome()).isInstanceOf(WorkerOutcome.Died.class);
    }

    @Test
    void waitsWhileTheEndpointIsBusyOrAway() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        InetSocketAddress address = server.getAddress();
        server.stop(0);

        CompletableFuture<WorkerRun> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return run(SOON, Map.of());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(SOON).until(() -> pool != null && pool.ready() == 0 && pool.busy() == 0);
        server = HttpServer.create(address, 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            boolean busy = asked.incrementAndGet() == 1;
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(busy ? 503 : 200, busy ? -1 : answer.length);
            exchange.getResponseBody().write(busy ? new byte[0] : answer);
            exchange.close();
        });
        server.start();

        assertThat(waiting).succeedsWithin(SOON);
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksAModelServerWithBinaryTensors() throws Exception {
        byte[] header = SCORES.getBytes(StandardCharsets.UTF_8);
        serve(exchange -> {
            remember(exchange);
            ByteBuffer answer = ByteBuffer.allocate(header.length + 16).order(ByteOrder.LITTLE_ENDIAN);
            answer.put(header).putFloat(9).putFloat(0.05f).putFloat(0.75f).putFloat(0.2f);
            exchange.getResponseHeaders().set(OpenInferenceEndpoint.HEADER_LENGTH, Integer.toString(header.length));
            exchange.sendResponseHeaders(200, answer.capacity());
            exchange.getResponseBody().write(answer.array());
            exchange.close();
        });
        OpenInferenceEndpoint.Model model = new OpenInferenceEndpoint.Model("animals", null, "image", "scores", 2, 0.1);

        WorkerRun run =
                run(new OpenInferenceEndpoint(url(""), Map.of(), model, List.of("ant", "bee", "cat")), SOON, Map.of());

        assertThat(run.version()).isEqualTo("3");
        assertThat(run.outcome())
                .isEqualTo(done(
                        List.of(),
                        List.of(new RecognisedLabel("bee", 0.75), new RecognisedLabel("cat", 0.2f)),
                        Map.of("model", "animals")));
        assertThat(uri.get()).isEqualTo("/v2/models/animals/infer");
        int jsonLength = Integer.parseInt(
                headers.get().get("Inference-header-content-length").getFirst());
        String json = new String(body.get(), 0, jsonLength, StandardCharsets.UTF_8);
        assertThat(json).contains("\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1]", "\"binary_data_size\":16");
        ByteBuffer tensor = ByteBuffer.wrap(body.get(), jsonLength, body.get().length - jsonLength)
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(tensor.getInt()).isEqualTo(12);
        assertThat(StandardCharsets.UTF_8.decode(tensor).toString()).isEqualTo("the original");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"outputs\":[]}",
                "{\"outputs\":[{\"name\":\"scores\",\"datatype\":\"INT8\",\"data\":[1,2]}]}",
                "{\"outputs\":[{\"name\":\"scores\",\"datatype\":\"FP32\",\"data\":[0.5]}]}",
                "{\"outputs\":[{\"name\":\"scores\",\"datatype\":\"FP32\",\"data\":[0.5,1.5]}]}",
                "{\"outputs\":[{\"name\":\"scores\",\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":8}}]}",
                "nonsense"
            })
    void refusesScoresThatAreNone(String answer) throws Exception {
        answering("application/json", answer);
        OpenInferenceEndpoint.Model model = new OpenInferenceEndpoint.Model("m", "1", "image", "scores", 2, 0.1);

        WorkerOutcome outcome = run(
                        new OpenInferenceEndpoint(url(""), Map.of(), model, List.of("ant", "bee")), SOON, Map.of())
                .outcome();

        assertThat(outcome).isInstanceOf(WorkerOutcome.Broke.class);
    }

    private void answering(String type, String answer) {
        serve(exchange -> {
            remember(exchange);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void remember(HttpExchange exchange) throws IOException {
        uri.set(exchange.getRequestURI().toString());
        headers.set(Map.copyOf(exchange.getRequestHeaders()));
        body.set(exchange.getRequestBody().readAllBytes());
    }

    private void serve(Handler handler) {
        server.createContext("/", handler::handle);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private WorkerRun run(Duration deadline, Map<String, String> parameters) throws IOException, InterruptedException {
        Map<String, String> own = Map.of("Authorization", "Bearer of-the-configuration");
        return run(new ProcessorEndpoint(url("/process"), own, 2, 20), deadline, parameters);
    }

    private WorkerRun run(Endpoint endpoint, Duration deadline, Map<String, String> parameters)
            throws IOException, InterruptedException {
        pool = new EndpointPool("remote", endpoint, "2.0", 1, Map.of(Channel.UPLOAD, 1), new SimpleMeterRegistry());
        pool.start();
        Path out = Files.createDirectories(directory.resolve("out"));
        return pool.process(
                UPLOADER,
                new ImageRequest("id-1", directory.resolve("original"), out, "image/png", deadline, parameters));
    }

    private static WorkerOutcome done(
            List<ResultFile> results, List<RecognisedLabel> labels, Map<String, String> attributes) {
        return new WorkerOutcome.Answered(new ProcessorAnswer.Done(results, labels, attributes, null));
    }
}
