package io.darkroom.processor.api.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.RecognisedLabel;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.processor.api.SourceHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerProtocolTest {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void writesTheGreetingThatTheDocumentShows() throws Exception {
        WorkerGreeting greeting = new WorkerGreeting(1, "renditions", "1.4.0");

        String line = WorkerProtocol.write(greeting);

        assertThat(line).isEqualTo("{\"protocol\":1,\"name\":\"renditions\",\"version\":\"1.4.0\"}");
        assertThat(WorkerProtocol.readGreeting(line)).isEqualTo(greeting);
        assertFits("greeting", line);
    }

    @Test
    void refusesAWorkerOfAnotherProtocolVersion() {
        assertThatExceptionOfType(WorkerProtocolException.class)
                .isThrownBy(() -> WorkerProtocol.readGreeting("{\"protocol\":2,\"name\":\"a\",\"version\":\"1\"}"))
                .withMessage("the worker speaks protocol 2, not 1");
    }

    @Property(tries = 200)
    void readsBackEveryRequest(@ForAll("requests") ImageRequest request) throws Exception {
        String line = WorkerProtocol.write(request);

        assertThat(WorkerProtocol.readRequest(line)).isEqualTo(request);
        assertFits("request", line);
    }

    @Property(tries = 200)
    void readsBackEveryAnswer(@ForAll("answers") ProcessorAnswer answer) throws Exception {
        String line = WorkerProtocol.write("id-1", answer);

        assertThat(WorkerProtocol.readAnswer("id-1", line)).isEqualTo(answer);
        assertFits("answer", line);
    }

    @Test
    void takesAnAnswerWithNothingOptionalAndSomethingUnknown() throws Exception {
        ProcessorAnswer answer =
                WorkerProtocol.readAnswer("7", "{\"id\":\"7\",\"status\":\"done\",\"source\":null,\"future\":[{}]}");

        assertThat(answer).isEqualTo(new ProcessorAnswer.Done(List.of(), List.of(), Map.of(), null));
    }

    @Test
    void refusesTheAnswerToAnotherRequest() {
        assertThatExceptionOfType(WorkerProtocolException.class)
                .isThrownBy(() -> WorkerProtocol.readAnswer("8", "{\"id\":\"7\",\"status\":\"done\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Segmentation fault",
                "[]",
                "null",
                "{\"id\":\"7\"}",
                "{\"id\":7,\"status\":\"done\"}",
                "{\"id\":\"7\",\"status\":\"perhaps\"}",
                "{\"id\":\"7\",\"status\":\"rejected\",\"reason\":\"BORED\",\"message\":\"\"}",
                "{\"id\":\"7\",\"status\":\"failed\"}",
                "{\"id\":\"7\",\"status\":\"done\",\"results\":{}}",
                "{\"id\":\"7\",\"status\":\"done\",\"results\":[1]}",
                "{\"id\":\"7\",\"status\":\"done\",\"results\":[{\"name\":\"a\",\"file\":\"a\"}]}",
                "{\"id\":\"7\",\"status\":\"done\",\"labels\":[{\"name\":\"cat\",\"score\":1.5}]}",
                "{\"id\":\"7\",\"status\":\"done\",\"attributes\":{\"a\":1}}",
                "{\"id\":\"7\",\"status\":\"done\",\"source\":{\"widthPx\":99999999999,\"heightPx\":1,\"pages\":1,"
                        + "\"orientation\":1,\"colourSpace\":\"srgb\"}}",
                "{\"id\":\"7\",\"status\":\"done\",\"source\":{\"widthPx\":1,\"heightPx\":1,\"pages\":1,"
                        + "\"orientation\":9,\"colourSpace\":\"srgb\"}}"
            })
    void refusesWhatIsNoAnswer(String line) {
        assertThatExceptionOfType(WorkerProtocolException.class).isThrownBy(() -> WorkerProtocol.readAnswer("7", line));
    }

    @Provide
    Arbitrary<ImageRequest> requests() {
        Arbitrary<String> segments =
                Arbitraries.strings().withCharRange(' ', '~').excludeChars('/').ofMinLength(1);
        return Combinators.combine(
                        Arbitraries.strings().ofMinLength(1),
                        segments.map(name -> Path.of("/work", name)),
                        segments.map(name -> Path.of("/work", name, "out")),
                        Arbitraries.integers().greaterOrEqual(0).map(Duration::ofMillis),
                        Arbitraries.maps(Arbitraries.strings(), Arbitraries.strings())
                                .ofMaxSize(4))
                .as((id, input, output, timeLeft, parameters) ->
                        new ImageRequest(id, input, output, "image/png", timeLeft, parameters));
    }

    @Provide
    Arbitrary<ProcessorAnswer> answers() {
        return Arbitraries.oneOf(
                done().map(answer -> answer),
                Combinators.combine(Arbitraries.of(RejectionReason.class), Arbitraries.strings())
                        .as(ProcessorAnswer.Rejected::new),
                Arbitraries.strings().map(ProcessorAnswer.Failed::new));
    }

    private static Arbitrary<ProcessorAnswer.Done> done() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, Integer.MAX_VALUE);
        Arbitrary<ResultFile> results = Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(9),
                        Arbitraries.strings().withCharRange('0', '~').ofMinLength(1),
                        sizes.injectNull(0.3))
                .as((name, file, size) -> new ResultFile(name, file, "image/jpeg", size, size));
        Arbitrary<RecognisedLabel> labels = Combinators.combine(
                        Arbitraries.strings().ofMinLength(1),
                        Arbitraries.doubles().between(0, 1))
                .as(RecognisedLabel::new);
        Arbitrary<SourceHeader> sources = Combinators.combine(
                        sizes, sizes, sizes, Arbitraries.integers().between(1, 8))
                .as((width, height, pages, orientation) -> new SourceHeader(width, height, pages, orientation, "srgb"));
        return Combinators.combine(
                        results.list().ofMaxSize(3),
                        labels.list().ofMaxSize(3),
                        Arbitraries.maps(Arbitraries.strings(), Arbitraries.strings())
                                .ofMaxSize(3),
                        sources.injectNull(0.3))
                .as(ProcessorAnswer.Done::new);
    }

    private static void assertFits(String schema, String line) throws IOException {
        try (InputStream file = WorkerProtocol.class.getResourceAsStream(schema + ".schema.json")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(SCHEMAS.getSchema(text).validate(line, InputFormat.JSON)).isEmpty();
        }
    }
}
