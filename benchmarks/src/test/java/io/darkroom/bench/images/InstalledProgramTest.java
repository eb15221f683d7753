package io.darkroom.bench.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstalledProgramTest {

    @Test
    void tellsTheVersionOfAProgramThatIsThere() throws Exception {
        assertThat(InstalledProgram.version("echo", "1.2.3")).contains("1.2.3");
    }

    @Test
    void tellsThatAProgramIsNotThereOrDoesNotWork() throws Exception {
        assertThat(InstalledProgram.version("no-such-program", "--version")).isEmpty();
        assertThat(InstalledProgram.version("false", "--version")).isEmpty();
    }
}
