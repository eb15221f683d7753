package io.darkroom.processor;

import static org.assertj.core.api.Assertions.assertThat;

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
            assertThat(properties.lanes().uploaded()).isEqualTo(new ProcessorProperties.Lane(8, 1, 5000));
            assertThat(properties.recordStarts()).isTrue();
            assertThat(properties.processors()).hasSize(1);
            ProcessorSettings renditions = properties.processors().getFirst();
            assertThat(renditions.name()).isEqualTo("renditions");
            assertThat(renditions.builtIn()).isEqualTo("renditions");
            assertThat(renditions.deadline()).isEqualTo(Duration.ofSeconds(30));
            assertThat(renditions.memoryLimit()).isEqualTo(DataSize.ofMegabytes(1536));
            assertThat(renditions.mediaTypes())
                    .contains("image/jpeg", "image/avif")
                    .doesNotContain("image/svg+xml");
            assertThat(renditions.environment()).isEqualTo(Map.of("VIPS_WARNING", "1", "MALLOC_ARENA_MAX", "1"));
            assertThat(renditions.workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
            assertThat(renditions.mostSetAside()).isEqualTo(renditions.workers());
        });
    }

    @ParameterizedTest
    @CsvSource({"spares=1, 3", "spares=0, 0", "max-set-aside=2, 2", "max-set-aside=0, 0"})
    void asManyWorkersMayBeSetAsideAsThePoolHasIfThereAreSparesAndNobodySaysOtherwise(String property, int most) {
        String prefix = "darkroom.processor.processors[0].";
        shipped.withPropertyValues(
                        prefix + "name=x",
                        prefix + "built-in=renditions",
                        prefix + "media-types=image/jpeg",
                        prefix + "pool-size=3",
                        prefix + property)
                .run(context -> assertThat(context.getBean(ProcessorProperties.class)
                                .processors()
                                .getFirst()
                                .mostSetAside())
                        .isEqualTo(most));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    darkroom.processor.lanes.uploaded.in-flight=0               | in-flight must be 1 or more
                    darkroom.processor.lanes.streamed.share=0                   | share must be 1 or more
                    darkroom.processor.lanes.streamed.read-ahead=15             | read-ahead must be at least twice in-flight
                    darkroom.processor.results.media-types=image/svgz           | 'image/svgz' cannot be told by its bytes
                    darkroom.processor.processors[0].name=Not A Name            | a name is of a-z
                    darkroom.processor.processors[0].command=/bin/true          | 'x': a worker has one of built-in, plug-in and command
                    darkroom.processor.processors[0].media-types=               | 'x': media-types is missing
                    darkroom.processor.processors[0].deadline=0s                | 'x': deadline must be positive
                    darkroom.processor.processors[0].pool-size=-1               | 'x': pool-size must not be negative
                    darkroom.processor.processors[0].recycle-after=0            | 'x': recycle-after must be 1 or more
                    darkroom.processor.processors[0].recycle-above-memory=8GB   | 'x': recycle-above-memory must not be more
                    darkroom.processor.processors[1].name=x                     | 'x' stands twice
                    darkroom.processor.processors[0].transport=command          | 'x': transport command has a command
                    darkroom.processor.processors[0].transport=http             | 'x': transport http has a url
                    darkroom.processor.processors[0].transport=carrier-pigeon   | carrier-pigeon
                    darkroom.processor.processors[0].url=http://localhost       | 'x': a worker has one of
                    darkroom.processor.processors[0].spares=-1                  | 'x': spares must not be negative
                    darkroom.processor.processors[0].max-set-aside=-1           | 'x': max-set-aside must be from 0 to pool-size, 2
                    darkroom.processor.processors[0].max-set-aside=3            | 'x': max-set-aside must be from 0 to pool-size, 2
                    darkroom.processor.processors[0].cpu-limit=10ms             | 'x': cpu-limit must be 1s or more
                    darkroom.processor.processors[0].max-processes=0            | 'x': max-processes must be 1 or more
                    darkroom.processor.processors[0].beside-previous=true       | 'x': beside-previous, but it is the first
                    darkroom.processor.processors[0].dedline=3s                 | processors[0].dedline
                    darkroom.processor.processors[0].open-inference.model=m     | open-inference: labels is missing
                    darkroom.processor.sandbox=perhaps                          | perhaps
                    """)
    void aBadValueStopsTheStartAndSaysWhich(String property, String message) {
        shipped.withPropertyValues(
                        "darkroom.processor.processors[0].name=x",
                        "darkroom.processor.processors[0].built-in=renditions",
                        "darkroom.processor.processors[0].media-types=image/jpeg",
                        "darkroom.processor.processors[0].pool-size=2",
                        "darkroom.processor.processors[1].built-in=renditions",
                        "darkroom.processor.processors[1].name=y",
                        "darkroom.processor.processors[1].media-types=image/jpeg",
                        property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .satisfies(failure -> assertThat(everythingIn(failure)).contains(message)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    transport=command | command=md5sum                 | url=               | must say where the path of the image goes: {input}
                    transport=command | command=md5sum, {input}        | built-in=x         | has a command, and nothing else
                    transport=http    | url=ftp://example.org/         | command=           | the url must be an http or https address
                    transport=http    | url=https://example.org/       | plug-in=x          | has a url, and nothing else to run
                    transport=command | command=md5sum, {input}        | max-set-aside=1    | max-set-aside is for transport worker
                    built-in=x        | spares=0                       | max-set-aside=1    | max-set-aside needs spares to take the places
                    """)
    void aProcessorHasWhatItsTransportNeedsAndNothingElse(String first, String second, String third, String message) {
        String prefix = "darkroom.processor.processors[0].";
        shipped.withPropertyValues(
                        prefix + "name=x",
                        prefix + "media-types=image/jpeg",
                        prefix + first,
                        prefix + second,
                        prefix + third)
                .run(context -> assertThat(context)
                        .getFailure()
                        .satisfies(failure -> assertThat(everythingIn(failure)).contains("'x'", message)));
    }

    private static String everythingIn(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append(System.lineSeparator());
        }
        return messages.toString();
    }
}
