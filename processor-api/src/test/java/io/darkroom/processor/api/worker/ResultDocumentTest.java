package io.darkroom.processor.api.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.processor.api.ResultFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultDocumentTest {

    private static final String IDS = "https://darkroom.dev/schemas/processor/worker/v1/";

    @Test
    void isDoneIfItDoesNotSayOtherwise() throws Exception {
        String json = "{\"version\":\"2\",\"attributes\":{\"a\":\"b\"}}";

        ResultDocument document = ResultDocument.read(json);

        assertThat(document.answer()).isEqualTo(new ProcessorAnswer.Done(List.of(), List.of(), Map.of("a", "b"), null));
        assertThat(document.version()).isEqualTo("2");
        assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
    }

    @Test
    void takesTheFilesThatAreThereOnlyIfItListsNone() throws Exception {
        List<ResultFile> found = List.of(new ResultFile("a", "a.txt", "text/plain", null, null));

        assertThat(answerWith("{}", found)).isEqualTo(new ProcessorAnswer.Done(found, List.of(), Map.of(), null));
        assertThat(answerWith("{\"results\":[]}", found))
                .isEqualTo(new ProcessorAnswer.Done(List.of(), List.of(), Map.of(), null));
        assertThat(answerWith("{\"status\":\"failed\",\"message\":\"no\"}", found))
                .isEqualTo(new ProcessorAnswer.Failed("no"));
    }

    @Test
    void rejects() throws Exception {
        String json = "{\"status\":\"rejected\",\"reason\":\"TOO_MANY_PIXELS\",\"message\":\"Too big.\"}";

        assertThat(ResultDocument.read(json).answer())
                .isEqualTo(new ProcessorAnswer.Rejected(RejectionReason.TOO_MANY_PIXELS, "Too big."));
        assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"perhaps\"}",
                "{\"status\":\"rejected\",\"message\":\"Why?\"}",
                "{\"labels\":[{\"name\":\"cat\",\"score\":2}]}",
                "{\"version\":1}",
                "[]"
            })
    void refusesWhatItsSchemaRefuses(String json) throws Exception {
        assertThatExceptionOfType(WorkerProtocolException.class).isThrownBy(() -> ResultDocument.read(json));
        assertThat(schema().validate(json, InputFormat.JSON)).isNotEmpty();
    }

    private static ProcessorAnswer answerWith(String json, List<ResultFile> found) throws WorkerProtocolException {
        return ResultDocument.read(json).withFiles(found).answer();
    }

    private static Schema schema() throws IOException {
        Map<String, String> schemas = Map.of(
                IDS + "answer", text("answer.schema.json"),
                IDS + "result", text("result.schema.json"));
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas))
                .getSchema(SchemaLocation.of(IDS + "result"));
    }

    private static String text(String file) throws IOException {
        try (InputStream bytes = WorkerProtocol.class.getResourceAsStream(file)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
