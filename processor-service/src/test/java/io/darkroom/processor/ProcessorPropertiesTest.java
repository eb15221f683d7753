package io.darkroom.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.ProcessorProperties.Processor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class ProcessorPropertiesTest {

    private final ApplicationContextRunner shipped = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(ProcessorProperties.class)
    static class Settings {}

    @Test
    void theShippedFileRunsRenditionsOnEveryFormat() {
        shipped.run(context -> {
            ProcessorProperties properties = context.getBean(ProcessorProperties.class);

            assertThat(properties.workDirectory())
                    .isEqualTo(Path.of(System.getProperty("java.io.tmpdir"), "darkroom-processor"));
            assertThat(properties.lanes().uploaded()).isEqualTo(new ProcessorProperties.Lane(8, 1));
            assertThat(properties.processors()).hasSize(1);
            Processor renditions = properties.processors().getFirst();
            assertThat(renditions.name()).isEqualTo("renditions");
            assertThat(renditions.builtIn()).isEqualTo("renditions");
            assertThat(renditions.deadline()).isEqualTo(Duration.ofSeconds(30));
            assertThat(renditions.memoryLimit()).isEqualTo(DataSize.ofMegabytes(1536));
            assertThat(renditions.mediaTypes())
                    .contains("image/jpeg", "image/avif")
                    .doesNotContain("image/svg+xml");
            assertThat(renditions.environment()).isEqualTo(Map.of("VIPS_WARNING", "1", "MALLOC_ARENA_MAX", "2"));
            assertThat(renditions.workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    darkroom.processor.lanes.uploaded.in-flight=0               | in-flight must be 1 or more
                    darkroom.processor.lanes.streamed.share=0                   | share must be 1 or more
                    darkroom.processor.results.media-types=image/svgz           | 'image/svgz' cannot be told by its bytes
                    darkroom.processor.processors[0].name=Not A Name            | a name is of a-z
                    darkroom.processor.processors[0].command=/bin/true          | 'x': either built-in or command
                    darkroom.processor.processors[0].media-types=               | 'x': media-types is missing
                    darkroom.processor.processors[0].deadline=0s                | 'x': deadline must be positive
                    darkroom.processor.processors[0].pool-size=-1               | 'x': pool-size must not be negative
                    darkroom.processor.processors[0].recycle-after=0            | 'x': recycle-after must be 1 or more
                    darkroom.processor.processors[0].recycle-above-memory=8GB   | 'x': recycle-above-memory must not be more
                    darkroom.processor.processors[1].name=x                     | 'x' stands twice
                    """)
    void aBadValueStopsTheStartAndSaysWhich(String property, String message) {
        shipped.withPropertyValues(
                        "darkroom.processor.processors[0].name=x",
                        "darkroom.processor.processors[0].built-in=renditions",
                        "darkroom.processor.processors[0].media-types=image/jpeg",
                        "darkroom.processor.processors[1].built-in=renditions",
                        "darkroom.processor.processors[1].name=y",
                        "darkroom.processor.processors[1].media-types=image/jpeg",
                        property)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
    }
}
