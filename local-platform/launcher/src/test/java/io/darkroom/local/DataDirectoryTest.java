package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.servers.ServerFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path parent;

    @Test
    void belongsToOneLauncherAtATime() throws Exception {
        Path path = parent.resolve("data");
        try (DataDirectory first = DataDirectory.open(path, false)) {
            assertThatThrownBy(() -> DataDirectory.open(first.path(), true))
                    .isInstanceOf(ServerFailedException.class)
                    .hasMessageContaining("Another platform runs on " + path);
        }

        DataDirectory.open(path, false).close();
    }

    @Test
    void keepsWhatIsThere() throws Exception {
        Path file = Files.createDirectories(parent.resolve("kafka")).resolve("log");
        Files.writeString(file, "kept");

        DataDirectory.open(parent, false).close();

        assertThat(file).hasContent("kept");
    }

    @Test
    void isEmptiedWhenAFreshStartIsWanted() throws Exception {
        Path file = Files.createDirectories(parent.resolve("kafka")).resolve("log");
        Files.writeString(file, "gone");

        try (DataDirectory data = DataDirectory.open(parent, true)) {
            assertThat(data.path()).isDirectoryNotContaining("glob:**kafka");
        }
    }
}
