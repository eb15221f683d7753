package io.darkroom.bench.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.bench.BenchmarkFailedException;
import io.darkroom.bench.images.RunningContender.Job;
import io.darkroom.bench.images.RunningContender.Round;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningContenderTest {

    @Test
    void everyImageIsDoneAndTheTimeIsCounted() throws Exception {
        String obeying = "echo ready; while read -r id image output; do i=0; "
                + "while [ $i -lt 20000 ]; do i=$((i+1)); done; printf 'done\\t%s\\n' \"$id\"; done";

        try (RunningContender running = RunningContender.start(shell(obeying, 2, 1))) {
            Round round = running.run(jobs(9));

            assertThat(round.images()).isEqualTo(9);
            assertThat(round.seconds()).isPositive();
            assertThat(round.cpuSeconds()).isPositive();
            assertThat(running.peakBytes()).isPositive();
        }
    }

    @Test
    void aProgramThatIsRunForEachImageTellsItsOwnMemory() throws Exception {
        String running = "echo ready; peak=100; while read -r id image output; do "
                + "printf 'done\\t%s\\t%s\\n' \"$id\" \"$peak\"; peak=$((peak+100)); done";

        try (RunningContender contender = RunningContender.start(shell(running, 1, 1))) {
            var _ = contender.run(jobs(3));

            assertThat(contender.peakBytes()).isEqualTo(300 * 1024);
        }
    }

    @Test
    void aContenderThatFailsGivesNoFigure() throws Exception {
        String failing = "echo ready; while read -r line; do echo failed; done";

        try (RunningContender running = RunningContender.start(shell(failing, 1, 2))) {
            assertThatExceptionOfType(BenchmarkFailedException.class)
                    .isThrownBy(() -> running.run(jobs(3)))
                    .withMessageContaining("it answered failed");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0-3 | 0,1", "2-3 | 2,3", "1,5-7 | 1,5", "4 | 4"})
    void everyContenderHasTheFirstTwoCpusThatThereAre(String allowed, String cpus) {
        assertThat(RunningContender.firstCpus(allowed)).isEqualTo(cpus);
    }

    private static Contender shell(String script, int processes, int inFlight) {
        return new Contender("shell", List.of("/bin/sh", "-c", script), Map.of(), processes, inFlight, Contender.PLAIN);
    }

    private static List<Job> jobs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Job("job-" + i, Path.of("/image"), Path.of("/output")))
                .toList();
    }
}
