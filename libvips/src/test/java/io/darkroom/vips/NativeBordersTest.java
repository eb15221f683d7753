package io.darkroom.vips;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NativeBordersTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    @Test
    void onlyThisModuleCallsNativeCode() throws IOException {
        List<Path> sources = mainSources();

        List<Path> calling =
                sources.stream().filter(NativeBordersTest::importsForeign).toList();

        assertThat(calling).isNotEmpty().allMatch(file -> file.startsWith(PROJECT.resolve("libvips")));
    }

    private static List<Path> mainSources() throws IOException {
        try (Stream<Path> files = Files.find(
                PROJECT,
                20,
                (file, _) ->
                        file.toString().endsWith(".java") && file.toString().contains("/src/main/java/"))) {
            return files.toList();
        }
    }

    private static boolean importsForeign(Path source) {
        try {
            return Files.readString(source).contains("java.lang.foreign");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
