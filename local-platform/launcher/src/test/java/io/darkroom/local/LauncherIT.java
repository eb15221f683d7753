package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.servers.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LauncherIT {

    private static final Duration READY_WITHIN = Duration.ofMinutes(10);
    private static final Duration GONE_WITHIN = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private final List<Process> launchers = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process launcher : launchers) {
            launcher.destroy();
            if (!launcher.waitFor(GONE_WITHIN)) {
                launcher.destroyForcibly();
            }
        }
    }

    @Test
    void leavesNothingBehindHoweverItEndsAndFindsItsDataAgain() throws Exception {
        Path data = directory.resolve("data");
        Process killed = launch("--data", data.toString(), "--no-samples", "--free-ports");
        List<ProcessHandle> children = awaitReady(killed, data);
        assertThat(children).hasSize(8).allMatch(ProcessHandle::isAlive);

        Process second = launch("--data", data.toString(), "--no-samples", "--free-ports");
        assertThat(second.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(output(second)).contains("Another platform runs on " + data);

        killed.destroyForcibly().waitFor();
        assertGone(children);

        Process stopped = launch("--data", data.toString(), "--no-samples", "--free-ports");
        List<ProcessHandle> again = awaitReady(stopped, data);
        stopped.destroy();
        assertThat(stopped.waitFor(GONE_WITHIN)).isTrue();
        assertThat(again).noneMatch(ProcessHandle::isAlive);
        assertThat(data.resolve("platform.json")).doesNotExist();
        assertThat(output(stopped)).contains("Stopped");
    }

    @Test
    void namesEachPortThatIsInUseAndStartsNothing() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process refused = launch(
                    "--data",
                    directory.resolve("data").toString(),
                    "--free-ports",
                    "--port",
                    "kafka=" + taken.getLocalPort());

            assertThat(refused.waitFor(5, TimeUnit.MINUTES)).isTrue();

            assertThat(refused.exitValue()).isEqualTo(1);
            assertThat(output(refused)).contains("Port " + taken.getLocalPort() + ", wanted for kafka, is in use");
            assertThat(directory.resolve("data/kafka")).doesNotExist();
        }
    }

    @Test
    void explainsItselfWhenItIsCalledWrongly() throws Exception {
        Process confused = launch("--everything");

        assertThat(confused.waitFor(5, TimeUnit.MINUTES)).isTrue();

        assertThat(confused.exitValue()).isEqualTo(64);
        assertThat(output(confused)).contains("There is no option --everything", "usage: ./dev up");
    }

    // Whether there is something to rehearse depends on what was built and started before; either way nothing stays.
    @Test
    void leavesNothingOfARehearsalBehindThatIsInterrupted() throws Exception {
        Process rehearsing =
                launch("--rehearse", "--data", directory.resolve("data").toString(), "--no-samples", "--free-ports");
        await().atMost(READY_WITHIN)
                .until(() -> output(rehearsing).contains("Kafka is ready")
                        || output(rehearsing).contains("Rehearsing"));

        rehearsing.destroy();

        assertThat(rehearsing.waitFor(GONE_WITHIN)).isTrue();
        assertThat(directory).isDirectoryNotContaining("glob:**/darkroom-rehearsal-*");
        assertThat(output(rehearsing)).doesNotContain("\tat ");
    }

    private Process launch(String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Djava.io.tmpdir=" + directory,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Launcher.class.getName()),
                        Stream.of(arguments))
                .toList();
        Process launcher = new ProcessBuilder(command)
                .directory(checkout().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(launchers.size()).toFile())
                .start();
        launchers.add(launcher);
        return launcher;
    }

    private Path log(int launcher) {
        return directory.resolve("launcher-" + launcher + ".log");
    }

    private String output(Process launcher) throws IOException {
        return Files.readString(log(launchers.indexOf(launcher)));
    }

    private static Path checkout() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.exists(path.resolve("mvnw"))) {
            path = path.getParent();
        }
        return path;
    }

    private List<ProcessHandle> awaitReady(Process launcher, Path data) throws IOException {
        await().atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(500))
                .failFast("the launcher has ended", () -> !launcher.isAlive())
                .until(() -> isReady(describe(data), launcher));
        List<ProcessHandle> children = new ArrayList<>();
        for (JsonNode process : describe(data).path("processes")) {
            children.add(ProcessHandle.of(process.path("pid").asLong()).orElseThrow());
        }
        return children;
    }

    // What a killed launcher wrote still stands there for a moment.
    private static boolean isReady(JsonNode platform, Process launcher) {
        return platform.path("ready").asBoolean() && platform.path("launcher").asLong() == launcher.pid();
    }

    private static JsonNode describe(Path data) throws IOException {
        Path file = data.resolve("platform.json");
        return JsonMapper.shared().readTree(Files.exists(file) ? Files.readString(file) : "{}");
    }

    private static void assertGone(List<ProcessHandle> children) {
        await().atMost(GONE_WITHIN).untilAsserted(() -> assertThat(children).allMatch(ChildProcess::hasEnded));
    }
}
