package io.darkroom.processor.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.ImageRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    private static final ImageRequest REQUEST = new ImageRequest(
            "id-1",
            Path.of("/work/in"),
            Path.of("/work/out"),
            "image/png",
            Duration.ofSeconds(1),
            Map.of("size", "$1 {input}"));

    @Test
    void fillsPlaceholdersWhereverTheyStand() {
        List<String> command = List.of("convert", "{input}", "-size", "{parameters.size}", "{outputDir}/{id}-{id}.png");

        assertThat(CommandLine.of(command, REQUEST))
                .as("what is put in is not looked at again")
                .containsExactly("convert", "/work/in", "-size", "$1 {input}", "/work/out/id-1-id-1.png");
    }

    @Test
    void leavesOtherTextInBracesAlone() {
        assertThat(CommandLine.of(List.of("{}", "{print $1}", "{parameters.none}"), REQUEST))
                .containsExactly("{}", "{print $1}", "{parameters.none}");
    }

    @Test
    void knowsWhetherACommandSaysWhereTheImageGoes() {
        assertThat(CommandLine.namesInput(List.of("md5sum", "--", "{input}"))).isTrue();
        assertThat(CommandLine.namesInput(List.of("md5sum"))).isFalse();
    }
}
