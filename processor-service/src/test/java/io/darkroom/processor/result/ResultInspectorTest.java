package io.darkroom.processor.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.events.Sha256;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.RecognisedLabel;
import io.darkroom.processor.api.ResultFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ResultInspectorTest {

    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3};
    private static final byte[] TEXT = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final ResultInspector inspector = new ResultInspector(
            new ResultLimits(2, DataSize.ofBytes(1000), Set.of("image/jpeg", "image/png", "application/json"), 2, 2));

    @Test
    void describesAGoodResult() throws Exception {
        Path file = write("t.jpg", JPEG);

        List<CheckedResult> results = inspect(jpeg("thumbnail", "t.jpg"));

        assertThat(results)
                .containsExactly(
                        new CheckedResult("thumbnail", "image/jpeg", "jpg", 4, 3, file, JPEG.length, Sha256.of(JPEG)));
    }

    @Test
    void takesTheExtensionOfWhatIsNoImageFromItsFileIfItHasAPlainOne() throws Exception {
        write("data.json", TEXT);
        write("data.J!", TEXT);

        assertThat(inspect(new ResultFile("a", "data.json", "application/json", null, null)))
                .extracting(CheckedResult::extension)
                .containsExactly("json");
        assertRefused("plain file name", new ResultFile("a", "data.J!", "application/json", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "A", "a_b", "a/b", "../a", "ä"})
    void refusesANameOfAnotherShape(String name) throws Exception {
        write("t.jpg", JPEG);

        assertRefused("name", jpeg(name, "t.jpg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../t.jpg", "/etc/passwd", "sub/t.jpg", ".hidden", "a\0b", "a\nb"})
    void refusesAFileThatIsNotAPlainNameInTheDirectory(String file) {
        assertRefused("plain file name", jpeg("a", file));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertRefused("is not there", jpeg("a", "nothing.jpg"));
    }

    @Test
    void refusesLinksAndWhatIsNoFile() throws Exception {
        Path file = write("t.jpg", JPEG);
        Files.createSymbolicLink(directory.resolve("symbolic.jpg"), file);
        Files.createLink(directory.resolve("hard.jpg"), file);
        Files.createDirectory(directory.resolve("directory.jpg"));
        new ProcessBuilder("mkfifo", directory.resolve("fifo.jpg").toString())
                .start()
                .waitFor();

        assertRefused("not a plain file", jpeg("a", "symbolic.jpg"));
        assertRefused("is a link", jpeg("a", "hard.jpg"));
        assertRefused("not a plain file", jpeg("a", "directory.jpg"));
        assertRefused("not a plain file", jpeg("a", "fifo.jpg"));
    }

    @Test
    void refusesAFileThatIsEmptyOrTooLarge() throws Exception {
        write("empty.jpg", new byte[0]);
        write("large.jpg", new byte[1001]);

        assertRefused("is empty", jpeg("a", "empty.jpg"));
        assertRefused("too large", jpeg("a", "large.jpg"));
    }

    @Test
    void refusesAnImageThatIsNotWhatItsTypeSays() throws Exception {
        write("t.jpg", JPEG);
        write("page.jpg", "<html><script>".getBytes(StandardCharsets.UTF_8));

        assertRefused("media type", new ResultFile("a", "t.jpg", "image/png", 1, 1));
        assertRefused("media type", jpeg("a", "page.jpg"));
        assertRefused("not allowed", new ResultFile("a", "page.jpg", "text/html", null, null));
    }

    @Test
    void refusesImpossibleSizesAndRepeatedNames() throws Exception {
        write("t.jpg", JPEG);

        assertRefused("impossible", new ResultFile("a", "t.jpg", "image/jpeg", 0, 1));
        assertRefused("two results", jpeg("a", "t.jpg"), jpeg("a", "t.jpg"));
        assertRefused("too many", jpeg("a", "t.jpg"), jpeg("b", "t.jpg"), jpeg("c", "t.jpg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a\u001b[2Jb", "line\nbreak"})
    void refusesTextThatIsNotPrintable(String text) {
        ProcessorAnswer.Done label =
                new ProcessorAnswer.Done(List.of(), List.of(new RecognisedLabel(text, 1)), Map.of(), null);
        ProcessorAnswer.Done attribute = new ProcessorAnswer.Done(List.of(), List.of(), Map.of("a", text), null);

        assertRefused("not printable", label);
        assertRefused("not printable", attribute);
    }

    @Test
    void refusesTooManyLabelsAndAttributes() {
        List<RecognisedLabel> labels = Collections.nCopies(3, new RecognisedLabel("cat", 1));

        assertRefused("too many labels", new ProcessorAnswer.Done(List.of(), labels, Map.of(), null));
        assertRefused(
                "too many attributes",
                new ProcessorAnswer.Done(List.of(), List.of(), Map.of("a", "1", "b", "2", "c", "3"), null));
    }

    private List<CheckedResult> inspect(ResultFile... results) throws InvalidResultException, IOException {
        return inspector.inspect(done(results), directory);
    }

    private void assertRefused(String message, ResultFile... results) {
        assertRefused(message, done(results));
    }

    private void assertRefused(String message, ProcessorAnswer.Done answer) {
        assertThatExceptionOfType(InvalidResultException.class)
                .isThrownBy(() -> inspector.inspect(answer, directory))
                .withMessageContaining(message);
    }

    private static ProcessorAnswer.Done done(ResultFile... results) {
        return new ProcessorAnswer.Done(List.of(results), List.of(), Map.of(), null);
    }

    private static ResultFile jpeg(String name, String file) {
        return new ResultFile(name, file, "image/jpeg", 4, 3);
    }

    private Path write(String file, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(file), bytes);
    }
}
