package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherOptionsTest {

    @Test
    void takesTheUsualPortsAndSendsSamplesUnlessToldOtherwise() {
        LauncherOptions options = LauncherOptions.parse(List.of());

        assertThat(options.data()).isEqualTo(Path.of(".darkroom").toAbsolutePath());
        assertThat(options.isFresh()).isFalse();
        assertThat(options.hasSamples()).isTrue();
        assertThat(options.port(PortName.GATEWAY)).isEqualTo(8080);
        assertThat(options.port(PortName.POSTGRES)).isEqualTo(15_432);
    }

    @Test
    void readsEachOption() {
        LauncherOptions options = LauncherOptions.parse(
                List.of("--fresh", "--no-samples", "--data", "/tmp/elsewhere", "--port", "stats-service-management=7"));

        assertThat(options.isFresh()).isTrue();
        assertThat(options.hasSamples()).isFalse();
        assertThat(options.data()).isEqualTo(Path.of("/tmp/elsewhere"));
        assertThat(options.port(PortName.STATS_SERVICE_MANAGEMENT)).isEqualTo(7);
        assertThat(options.port(PortName.STATS_SERVICE)).isEqualTo(8084);
    }

    @Test
    void takesAFileThatListsTheProcessors() {
        LauncherOptions options = LauncherOptions.parse(List.of("--processors", "pom.xml"));

        assertThat(options.processors()).containsExactly(Path.of("pom.xml").toAbsolutePath());
        assertThat(LauncherOptions.parse(List.of()).processors()).isEmpty();
    }

    @Test
    void choosesAFreePortForEachButTheOnesNamed() {
        LauncherOptions options = LauncherOptions.parse(List.of("--port", "gateway=8088", "--free-ports"));

        assertThat(options.port(PortName.GATEWAY)).isEqualTo(8088);
        assertThat(options.port(PortName.KAFKA)).isNotEqualTo(PortName.KAFKA.usual());
        assertThat(new HashSet<>(options.ports().values())).hasSize(PortName.values().length);
    }

    @ParameterizedTest
    @CsvSource({
        "--frehs, There is no option --frehs",
        "--data, --data wants a value",
        "--port, --port wants a value",
        "--processors, --processors wants a value",
        "--processors /no/such/file, There is no file /no/such/file",
        "--port gateway, --port wants NAME=NUMBER",
        "--port nothing=1, --port wants NAME=NUMBER",
        "--port gateway=x, --port wants NAME=NUMBER",
        "--port gateway=70000, There is no port 70000"
    })
    void saysWhatIsWrong(String commandLine, String message) {
        List<String> arguments = List.of(commandLine.split(" ", -1));

        assertThatThrownBy(() -> LauncherOptions.parse(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
