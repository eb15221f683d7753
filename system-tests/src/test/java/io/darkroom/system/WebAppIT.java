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

/// The page in a real browser: a person's day with it (`web-app/e2e/run.mjs`), and its gallery with more images than
/// a test makes (`web-app/e2e/gallery.mjs`). Pictures of each page lie in `target/pictures`.
///
/// `-Ddarkroom.browser` names the Chromium to use, `chromium` by default; `none` says that there is none.
@DisabledIfSystemProperty(named = "darkroom.browser", matches = "none", disabledReason = "there is no Chromium")
class WebAppIT {

    private static final Path WEB_APP = Path.of("..", "web-app");
    private static final long DEADLINE_MINUTES = 20;

    @Test
    void letsAPersonUploadWatchAndDownloadAndShowsNobodyElsesImages() throws Exception {
        Platform platform = Platform.shared();
        Path images = Files.createDirectories(Path.of("target", "samples").toAbsolutePath());
        PlatformProcess.writeSamples(images);

        run(
                "run.mjs",
                Map.of(
                        "DARKROOM_GATEWAY", platform.address("gateway"),
                        "DARKROOM_ISSUER", platform.address("issuer"),
                        "DARKROOM_IMAGES", images.toString()));
    }

    @Test
    void staysQuickAndInItsPlaceWithTenThousandImages() throws Exception {
        Path page = WEB_APP.resolve(Path.of("target", "classes", "META-INF", "resources"));

        run("gallery.mjs", Map.of("DARKROOM_PAGE", page.toAbsolutePath().toString()));
    }

    private static void run(String script, Map<String, String> environment) throws Exception {
        Path log = Path.of("target", script.replace(".mjs", ".log")).toAbsolutePath();
        ProcessBuilder command = new ProcessBuilder(
                "node", WEB_APP.resolve("e2e").resolve(script).toString());
        command.environment().putAll(environment);
        command.environment()
                .put(
                        "DARKROOM_PICTURES",
                        Path.of("target", "pictures").toAbsolutePath().toString());
        command.environment().put("DARKROOM_BROWSER", browser().toString());
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "browser-stop"));

        assertThat(process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES))
                .as(() -> "it ends in time: " + text(log))
                .isTrue();
        assertThat(process.exitValue()).as(() -> text(log)).isZero();
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
