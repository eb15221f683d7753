package io.darkroom.processor;

import static io.darkroom.processor.Claimants.UPLOADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.RecognisedLabel;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.processor.worker.ProcessorPool;
import io.darkroom.processor.worker.SandboxMode;
import io.darkroom.processor.worker.WorkerLauncher;
import io.darkroom.processor.worker.WorkerOutcome;
import io.darkroom.processor.worker.WorkerRun;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Each example processor, plugged in by settings as anyone would. A missing interpreter fails the test.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ExamplesIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Path EXAMPLES =
            Path.of("../examples/processors").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private Path plugIns;

    @BeforeEach
    void setUp() throws IOException {
        plugIns = Files.createDirectory(directory.resolve("plug-ins"));
        Files.write(directory.resolve("empty"), new byte[0]);
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, 150, 200);
        canvas.dispose();
        ImageIO.write(image, "jpeg", directory.resolve("whole").toFile());
        byte[] whole = Files.readAllBytes(directory.resolve("whole"));
        Files.write(directory.resolve("cut"), Arrays.copyOf(whole, 100));
        // Decoders pass over a comment whose length says that it has not even a length.
        Files.write(
                directory.resolve("odd"),
                ByteBuffer.allocate(whole.length + 5)
                        .put(whole, 0, 2)
                        .put(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xfe, 0, 0})
                        .put(whole, 2, whole.length - 2)
                        .array());
    }

    @Test
    void pythonWorker() throws Exception {
        Map<String, String> settings = Map.of(
                "command[0]",
                "python3",
                "command[1]",
                EXAMPLES.resolve("python/shape.py").toString());

        List<WorkerRun> runs = run(settings, "whole", "cut", "odd");

        assertThat(runs).extracting(WorkerRun::version).containsOnly("1.0.0");
        ProcessorAnswer landscape = new ProcessorAnswer.Done(
                List.of(), List.of(new RecognisedLabel("landscape", 1)), Map.of("aspect-ratio", "1.500"), null);
        assertThat(runs)
                .extracting(ExamplesIT::answer)
                .containsExactly(
                        landscape,
                        new ProcessorAnswer.Rejected(RejectionReason.CORRUPT_IMAGE, "The header is cut off."),
                        landscape);
    }

    @Test
    void nodeEndpoint() throws Exception {
        Process endpoint = new ProcessBuilder(
                        "node", EXAMPLES.resolve("node/histogram.mjs").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String port = endpoint.inputReader(StandardCharsets.UTF_8).readLine();
            assertThat(port).as("the port, from node").matches("\\d+");

            List<WorkerRun> runs =
                    run(Map.of("transport", "http", "url", "http://127.0.0.1:" + port), "whole", "empty");

            ProcessorAnswer.Done done = (ProcessorAnswer.Done) answer(runs.getFirst());
            assertThat(runs.getFirst().version()).isEqualTo("1.0.0");
            assertThat(done.results())
                    .containsExactly(
                            new ResultFile("byte-histogram", "histogram.json", "application/json", null, null));
            assertThat(done.attributes()).containsKey("entropy-bits");
            assertThat(directory.resolve("out-0/histogram.json"))
                    .content()
                    .startsWith("[")
                    .matches(json -> Stream.of(json.replaceAll("[\\[\\]]", "").split(",", -1))
                                    .mapToLong(Long::parseLong)
                                    .sum()
                            == directory.resolve("whole").toFile().length());
            assertThat(answer(runs.get(1))).isInstanceOf(ProcessorAnswer.Rejected.class);
        } finally {
            endpoint.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void shellCommand() throws Exception {
        Map<String, String> settings = Map.of(
                "transport", "command",
                "command[0]", EXAMPLES.resolve("shell/fingerprint.sh").toString(),
                "command[1]", "{input}",
                "command[2]", "{outputDir}");
        Files.writeString(directory.resolve("known"), "hello\n");

        List<WorkerRun> runs = run(settings, "known", "empty");

        assertThat(answer(runs.getFirst()))
                .isEqualTo(new ProcessorAnswer.Done(
                        List.of(), List.of(), Map.of("md5", "b1946ac92492d2347c6235b4d2611184"), null));
        assertThat(answer(runs.get(1))).isInstanceOf(ProcessorAnswer.Rejected.class);
    }

    @Test
    void javaPlugIn() throws Exception {
        Process build = new ProcessBuilder(
                        EXAMPLES.resolve("java/build.sh").toString(), processorApi(), plugIns.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("build.log").toFile())
                .start();
        assertThat(build.waitFor()).as(() -> logOf("build.log")).isZero();

        List<WorkerRun> runs = run(Map.of("plug-in", "grey-preview", "parameters.width", "30"), "whole", "cut");

        assertThat(runs.getFirst().version()).isEqualTo("1.0.0");
        ProcessorAnswer.Done done = (ProcessorAnswer.Done) answer(runs.getFirst());
        assertThat(done.results()).containsExactly(new ResultFile("grey-preview", "preview.png", "image/png", 30, 20));
        assertThat(Double.parseDouble(done.attributes().get("brightness"))).isBetween(0.4, 0.6);
        assertThat(ImageIO.read(directory.resolve("out-0/preview.png").toFile()).getWidth())
                .isEqualTo(30);
        assertThat(answer(runs.get(1))).isInstanceOf(ProcessorAnswer.Rejected.class);
    }

    private static ProcessorAnswer answer(WorkerRun run) {
        assertThat(run.outcome()).isInstanceOf(WorkerOutcome.Answered.class);
        return ((WorkerOutcome.Answered) run.outcome()).answer();
    }

    private List<WorkerRun> run(Map<String, String> settings, String... images)
            throws IOException, InterruptedException {
        Path scratch = Files.createDirectory(directory.resolve("scratch"));
        try (WorkerLauncher launcher = new WorkerLauncher(scratch, SandboxMode.AUTO);
                ProcessorPool pool =
                        new PoolAssembly(properties(), launcher, new SimpleMeterRegistry()).pool(bind(settings))) {
            pool.start();
            WorkerRun[] runs = new WorkerRun[images.length];
            for (int i = 0; i < images.length; i++) {
                runs[i] = pool.process(UPLOADER, request(images[i], i, bind(settings)));
            }
            return List.of(runs);
        } finally {
            assertThat(scratch).isEmptyDirectory();
        }
    }

    private ImageRequest request(String image, int number, ProcessorSettings settings) throws IOException {
        return new ImageRequest(
                "id-" + number,
                directory.resolve(image),
                Files.createDirectory(directory.resolve("out-" + number)),
                "image/jpeg",
                SOON,
                settings.parameters());
    }

    private ProcessorProperties properties() {
        Map<String, String> settings = Map.of(
                "x.work-directory", directory.toString(),
                "x.plug-in-directory", plugIns.toString(),
                "x.processors[0].name", "any",
                "x.processors[0].built-in", "any",
                "x.processors[0].media-types", "image/jpeg");
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("x", ProcessorProperties.class)
                .get();
    }

    private static ProcessorSettings bind(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(
                Map.of("x.name", "example", "x.media-types", "image/jpeg", "x.pool-size", "1", "x.spares", "0"));
        settings.forEach((name, value) -> all.put("x." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("x", ProcessorSettings.class)
                .get();
    }

    private static String processorApi() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target/processors/java-host/lib"))) {
            return jars.findFirst().orElseThrow().toAbsolutePath().toString();
        }
    }

    private String logOf(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
