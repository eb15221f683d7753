package io.darkroom.processor.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class WorkDirectoryTest {

    @TempDir
    Path root;

    @Test
    void givesEachImageADirectoryAndRemovesIt() throws Exception {
        try (WorkDirectory work = WorkDirectory.open(root, DataSize.ofMegabytes(1))) {
            WorkDirectory.Job one = work.begin(10);
            WorkDirectory.Job other = work.begin(10);
            Files.writeString(one.outputOf("p").resolve("left"), "over");

            assertThat(one.directory()).isNotEqualTo(other.directory()).isDirectory();
            assertThat(one.outputOf("p")).as("a second try").isEmptyDirectory();
            one.close();
            assertThat(one.directory()).doesNotExist();
        }

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void refusesAnImageForWhichThereIsNoRoom() throws Exception {
        try (WorkDirectory work = WorkDirectory.open(root, DataSize.ofMegabytes(1))) {
            assertThatThrownBy(() -> work.begin(Long.MAX_VALUE / 2))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("full");
        }
    }

    @Test
    void removesWhatAKilledProcessLeftAndNothingElse() throws Exception {
        Path abandoned = Files.createDirectories(root.resolve("processor-1/images/7"));
        Files.createFile(root.resolve("processor-1.lock"));
        Files.createFile(abandoned.resolve("original"));
        Path foreign = Files.createDirectory(root.resolve("someone-elses"));

        try (WorkDirectory work = WorkDirectory.open(root, DataSize.ofMegabytes(1))) {
            assertThat(root.resolve("processor-1")).doesNotExist();
            assertThat(root.resolve("processor-1.lock")).doesNotExist();
            assertThat(foreign).exists();
            assertThat(work.workers()).exists();
        }
    }

    @Test
    void leavesAloneWhatBelongsToAProcessThatLives() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkDirectoryMain.class.getName(),
                        root.toString())
                .inheritIO()
                .start();
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> !workersDirectories().isEmpty());

            WorkDirectory.open(root, DataSize.ofMegabytes(1)).close();
            assertThat(workersDirectories()).hasSize(1);

            other.destroyForcibly().waitFor();
            WorkDirectory.open(root, DataSize.ofMegabytes(1)).close();
            assertThat(root).isEmptyDirectory();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void killsWhatAKilledProcessesWorkersLeftRunning() throws Exception {
        Path abandoned = Files.createDirectories(root.resolve("processor-1/workers/w"));
        Files.createFile(root.resolve("processor-1.lock"));
        ProcessBuilder builder = new ProcessBuilder("sleep", "600");
        builder.environment().put("TMPDIR", abandoned.toString());
        Process leftover = builder.start();

        WorkDirectory.open(root, DataSize.ofMegabytes(1)).close();

        assertThat(leftover.onExit()).succeedsWithin(Duration.ofMinutes(1));
    }

    private List<Path> workersDirectories() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith("workers")).toList();
        }
    }
}
