package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/// A person's day with the page in a real browser: `web-app/e2e/run.mjs`. Pictures of each page lie in
/// `target/pictures`.
///
/// `-Ddarkroom.browser` names the Chromium to use, `chromium` by default; `none` says that there is none.
@DisabledIfSystemProperty(named = "darkroom.browser", matches = "none", disabledReason = "there is no Chromium")
class WebAppIT {

    private static final Path SCRIPT = Path.of("..", "web-app", "e2e", "run.mjs");
    private static final long DEADLINE_MINUTES = 20;

    private final Platform platform = Platform.shared();

    @Test
    void letsAPersonUploadWatchAndDownloadAndShowsNobodyElsesImages() throws Exception {
        Path images = Files.createDirectories(Path.of("target", "samples").toAbsolutePath());
        PlatformProcess.writeSamples(images);
        Path log = Path.of("target", "web-app.log").toAbsolutePath();

        Process browser = run(images, log);

        assertThat(browser.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES))
                .as(() -> "it ends in time: " + text(log))
                .isTrue();
        assertThat(browser.exitValue()).as(() -> text(log)).isZero();
    }

    private Process run(Path images, Path log) throws IOException {
        ProcessBuilder command = new ProcessBuilder("node", SCRIPT.toString());
        command.environment()
                .putAll(Map.of(
                        "DARKROOM_GATEWAY", platform.address("gateway"),
                        "DARKROOM_ISSUER", platform.address("issuer"),
                        "DARKROOM_IMAGES", images.toString(),
                        "DARKROOM_PICTURES",
                                Path.of("target", "pictures").toAbsolutePath().toString(),
                        "DARKROOM_BROWSER", browser().toString()));
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "browser-stop"));
        return process;
    }

    // The driver wants a path, people say a name.
    private static Path browser() {
        Path named = Path.of(System.getProperty("darkroom.browser", "chromium"));
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory).resolve(named))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("There is no " + named + ". Install Chromium, name another one with "
                                + "-Ddarkroom.browser, or say -Ddarkroom.browser=none."));
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
