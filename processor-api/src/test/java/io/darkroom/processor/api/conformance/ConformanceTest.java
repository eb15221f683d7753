package io.darkroom.processor.api.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.worker.WorkerMain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceTest {

    private final ByteArrayOutputStream report = new ByteArrayOutputStream();

    @Test
    void aGoodWorkerPasses() throws Exception {
        int status = run(
                "--deadline",
                "120",
                "--patience",
                "120",
                "--",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName(),
                "sample");

        assertThat(report.toString(StandardCharsets.UTF_8))
                .contains("It conforms: 15 of 15")
                .doesNotContain("✗");
        assertThat(status).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            60 | echo hello; cat                                | ✗ becomes ready | its first line is no greeting
            60 | exit 3                                         | ✗ a good image  | exit status 3
             1 | trap '' TERM; echo '{"protocol":1,"name":"x","version":"1"}'; sleep 600 & wait; sleep 600 | ✗ SIGTERM | it still runs
            60 | echo '{"protocol":1,"name":"x","version":"1"}'; while read -r l; do echo nonsense; done | ✗ a corrupt image | its line is no answer
            """)
    void aBadWorkerIsToldWhatItDoesWrong(String seconds, String script, String which, String what) throws Exception {
        int status = run("--deadline", seconds, "--patience", seconds, "--", "/bin/sh", "-c", script);

        assertThat(status).isEqualTo(1);
        assertThat(report.toString(StandardCharsets.UTF_8).lines())
                .anySatisfy(line -> assertThat(line).contains(which).contains(what));
        assertThat(report.toString(StandardCharsets.UTF_8)).contains("It does not conform: ");
    }

    @Test
    void aCommandThatRejectsWhatIsGoodIsTold() throws Exception {
        String script =
                "echo '{\"status\":\"rejected\",\"reason\":\"CORRUPT_IMAGE\",\"message\":\"No.\"}' > $1/result.json";

        int status = run("--transport", "command", "--", "/bin/sh", "-c", script + " # {input}", "sh", "{outputDir}");

        assertThat(status).isEqualTo(1);
        assertThat(report.toString(StandardCharsets.UTF_8)).contains("it rejected a good image: CORRUPT_IMAGE, No.");
    }

    @Test
    void saysHowItIsUsed() throws Exception {
        assertThat(run()).isEqualTo(64);
        assertThat(run("--frob", "--", "true")).isEqualTo(64);
        assertThat(report.toString(StandardCharsets.UTF_8)).contains("There is no option --frob", "usage: ");
    }

    @Test
    void itsOwnImageIsAGoodOne() throws Exception {
        assertThat(ImageIO.read(new ByteArrayInputStream(Samples.png())).getWidth())
                .isEqualTo(96);
    }

    private int run(String... arguments) throws Exception {
        return ConformanceMain.run(List.of(arguments), new PrintStream(report, true, StandardCharsets.UTF_8));
    }
}
