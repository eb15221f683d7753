package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.servers.JavaProgram;
import io.darkroom.servers.LocalServer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final AtomicInteger changes = new AtomicInteger();
    private final Supervisor supervisor =
            new Supervisor(new Console(new PrintStream(shown, true, StandardCharsets.UTF_8)), changes::incrementAndGet);

    @Test
    void startsAKilledChildAgainEachTimeAndSaysSo() {
        try (Sleeper child = new Sleeper(directory.resolve("child"))) {
            child.start();
            supervisor.watch(child);

            for (int kill = 1; kill <= 3; kill++) {
                long pid = child.pid().orElseThrow();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                int expected = kill;
                await().atMost(PATIENCE).until(() -> changes.get() == expected);
                assertThat(child.pid().orElseThrow()).isNotEqualTo(pid);
            }

            assertThat(shown.toString(StandardCharsets.UTF_8)).contains("sleeper has ended by itself");
            supervisor.release();
        }
    }

    @Test
    void leavesAChildAloneOnceItIsReleased() {
        try (Sleeper child = new Sleeper(directory.resolve("child"))) {
            child.start();
            supervisor.watch(child);

            supervisor.release();
            child.kill();

            await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> !child.isAlive());
            assertThat(changes).hasValue(0);
        }
    }

    /// A child that does nothing.
    private static final class Sleeper extends LocalServer {

        Sleeper(Path directory) {
            super("sleeper", directory, 0);
        }

        @Override
        protected JavaProgram program() {
            List<Path> classPath = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                    .splitAsStream(System.getProperty("java.class.path"))
                    .map(Path::of)
                    .toList();
            return new JavaProgram(classPath, Sleeping.class.getName(), List.of("-Xmx16m"));
        }

        @Override
        protected List<String> arguments() {
            return List.of();
        }

        @Override
        protected void probe() {}
    }

    /// Its program.
    public static final class Sleeping {

        public static void main(String[] arguments) throws InterruptedException {
            Thread.sleep(Duration.ofMinutes(10));
        }
    }
}
