package io.darkroom.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.processor.worker.SandboxMode;
import io.darkroom.processor.worker.WorkerLauncher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PoolAssemblyTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            transport=worker  | command=no-such-program                | there is no program 'no-such-program' on the PATH
            transport=worker  | command=/no/such/program               | there is no program /no/such/program
            transport=worker  | command=./relative                     | there is no program ./relative
            transport=command | command=/etc/passwd {input}            | there is no program /etc/passwd {input}
            transport=worker  | built-in=nonesuch                      | there is no built-in processor 'nonesuch' in
            transport=worker  | plug-in=nonesuch                       | none has META-INF/services/io.darkroom.processor.api
            transport=http    | open-inference.labels=/no/such/labels  | the labels cannot be read: /no/such/labels
            """)
    void saysOfWhichProcessorWhatIsNotThere(String transport, String program, String message) {
        Map<String, String> settings = new HashMap<>(Map.of("url", "http", "open-inference.model", "m"));
        if (transport.equals("transport=http")) {
            settings.put("url", "http://127.0.0.1:1/");
        } else {
            settings.clear();
        }
        settings.put("transport", transport.substring("transport=".length()));
        settings.put(program.split("=", 2)[0], program.split("=", 2)[1]);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> assembly().pool(bind(settings)))
                .withMessageContaining("darkroom.processor.processors: 'x': ")
                .withMessageContaining(message);
    }

    @Test
    void letsASandboxSeeWhatACommandNames() throws Exception {
        Path script = Files.createFile(
                Files.createDirectory(directory.resolve("scripts")).resolve("worker.py"));

        Program program = Program.of(List.of("/bin/sh", script.toString(), "/etc", "{input}", "/no/such/file"));

        assertThat(program.reads()).containsExactly(script.getParent(), Path.of("/etc"));
    }

    @Test
    void letsASandboxSeeWhatParametersName() throws Exception {
        Path model = Files.createFile(
                Files.createDirectory(directory.resolve("models")).resolve("a.onnx"));

        Program program = Program.of(List.of("/bin/sh"))
                .with(Map.of("model", model.toString(), "labels", "/no/such/file", "top", "5", "root", "/"));

        assertThat(program.reads()).containsExactly(model.getParent());
    }

    @Test
    void letsASandboxSeeTheWholeInstallationOfAProgram() throws Exception {
        Path shims = Files.createDirectories(directory.resolve("manager/shims"));
        Path shim = Files.writeString(shims.resolve("python3"), "");
        assertThat(shim.toFile().setExecutable(true)).isTrue();

        Program program = Program.of(List.of(shim.toString()));

        assertThat(program.reads()).contains(directory.resolve("manager"));
    }

    private PoolAssembly assembly() throws IOException {
        Path builtIns = Files.createDirectories(directory.resolve("processors"));
        Path plugIns = Files.createDirectories(directory.resolve("plug-ins"));
        Map<String, String> settings = Map.of(
                "x.work-directory",
                directory.toString(),
                "x.built-in-directory",
                builtIns.toString(),
                "x.plug-in-directory",
                plugIns.toString(),
                "x.processors[0].name",
                "y",
                "x.processors[0].built-in",
                "y",
                "x.processors[0].media-types",
                "image/jpeg");
        ProcessorProperties properties = new Binder(new MapConfigurationPropertySource(settings))
                .bind("x", ProcessorProperties.class)
                .get();
        return new PoolAssembly(properties, new WorkerLauncher(directory, SandboxMode.OFF), new SimpleMeterRegistry());
    }

    private static ProcessorSettings bind(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("x.name", "x", "x.media-types", "image/jpeg"));
        settings.forEach((name, value) -> all.put("x." + name, value));
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("x", ProcessorSettings.class)
                .get();
    }
}
