package io.darkroom.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanIT {

    @TempDir
    Path directory;

    @Test
    void noServerOutlivesTheProcessThatStartedItWhenThatOneIsKilled() throws Exception {
        Path pids = directory.resolve("pids");
        ChildProcess starter = ChildProcess.start(
                "starter",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        directory.toString(),
                        pids.toString()),
                Map.of(),
                directory.resolve("starter.log"));
        starter.awaitReady(() -> Files.size(pids), Duration.ofMinutes(10));
        List<ProcessHandle> servers = Files.readAllLines(pids).stream()
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();

        ProcessHandle.of(starter.pid()).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(servers).allMatch(ChildProcess::hasEnded));
    }

    static final class Starter {

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            KafkaServer kafka = new KafkaServer(directory.resolve("kafka"), 0, 0);
            PostgresServer postgres = new PostgresServer(directory.resolve("postgres"), 0, directory.resolve("bin"));
            kafka.start();
            postgres.start();
            Path fresh = directory.resolve("pids.new");
            Files.write(
                    fresh,
                    List.of(
                            kafka.pid().orElseThrow().toString(),
                            postgres.pid().orElseThrow().toString(),
                            Files.readAllLines(directory.resolve("postgres/data/postmaster.pid"))
                                    .getFirst()
                                    .strip()));
            Files.move(fresh, Path.of(arguments[1]));
            Thread.sleep(Duration.ofMinutes(30));
        }
    }
}
