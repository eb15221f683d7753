package io.darkroom.processors.renditions;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processor.api.worker.WorkerMain;
import io.darkroom.processor.api.worker.WorkerProtocol;
import io.darkroom.vips.SampleImages;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The processor as the build installs it, in a process of its own that has nothing else.
class InstalledProcessorIT {

    private static final Path INSTALLED = Path.of("target", "processors", "renditions", "lib");

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void worksAsAWorkerWithNothingButItsOwnFolder() throws Exception {
        Path image = Files.write(directory.resolve("image"), SampleImages.jpeg(picture(2000, 1500)));
        Process worker = start(Files.createDirectory(directory.resolve("scratch")));

        try (BufferedReader answers = worker.inputReader(StandardCharsets.UTF_8)) {
            assertThat(WorkerProtocol.readGreeting(answers.readLine()).name()).isEqualTo("renditions");

            ProcessorAnswer answer = ask(worker, answers, image);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Done.class, done -> assertThat(Studio.sizes(done)).isEqualTo("1600x1200 512x384 128x96"));
            assertThat(directory.resolve("results")).isDirectoryContaining("glob:**/thumbnail.jpg");

            worker.outputWriter(StandardCharsets.UTF_8).close();
            assertThat(worker.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(worker.exitValue()).isZero();
        } finally {
            worker.destroyForcibly();
        }
    }

    private static Process start(Path scratch) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                INSTALLED.toAbsolutePath() + "/*",
                WorkerMain.class.getName(),
                "renditions");
        builder.environment().clear();
        return builder.directory(scratch.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private ProcessorAnswer ask(Process worker, BufferedReader answers, Path image) throws Exception {
        Path results = Files.createDirectory(directory.resolve("results"));
        ImageRequest request =
                new ImageRequest("image", image, results, "image/jpeg", Duration.ofSeconds(30), Map.of());
        worker.outputWriter(StandardCharsets.UTF_8)
                .append(WorkerProtocol.write(request))
                .append('\n')
                .flush();
        return WorkerProtocol.readAnswer("image", answers.readLine());
    }
}
