package io.darkroom.processors.renditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.ImageFormat;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processor.api.ProcessorAnswer.Rejected;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.vips.VipsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Holds the processor against a directory of images: `-Ddarkroom.corpus=DIR`. A `MANIFEST.tsv` in it,
/// with the columns file and expected (`valid`, `invalid`, `unknown`), says what must come out; without
/// one every file must end in an answer. Without a directory there is nothing to do.
class CorpusTest {

    private static final Set<ImageFormat> TAKEN = EnumSet.of(
            ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF, ImageFormat.WEBP, ImageFormat.TIFF, ImageFormat.AVIF);

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> everyImageEndsAsExpected() throws Exception {
        String corpus = System.getProperty("darkroom.corpus");
        if (corpus == null) {
            return Stream.empty();
        }
        Studio studio = new Studio(directory, Map.of());
        Map<String, String> expected = expectations(Path.of(corpus));
        return images(Path.of(corpus))
                .map(image -> DynamicTest.dynamicTest(
                        image.getFileName().toString(),
                        () -> check(
                                studio,
                                image,
                                expected.getOrDefault(image.getFileName().toString(), "unknown"))));
    }

    private static void check(Studio studio, Path image, String expected) throws IOException, VipsException {
        byte[] bytes = Files.readAllBytes(image);
        ImageFormat format = ImageFormat.sniff(
                        Arrays.copyOf(bytes, Math.min(bytes.length, ImageFormat.SNIFF_LENGTH_BYTES)))
                .orElse(null);

        ProcessorAnswer answer =
                studio.process(image, format == null ? "application/octet-stream" : format.mediaType());

        if (format == null || !TAKEN.contains(format)) {
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected ->
                                    assertThat(rejected.reason()).isEqualTo(RejectionReason.UNSUPPORTED_MEDIA_TYPE));
        } else if (expected.equals("valid")) {
            assertThat(answer).isInstanceOf(Done.class);
        } else if (expected.equals("invalid")) {
            assertThat(answer).isInstanceOf(Rejected.class);
        }
        if (answer instanceof Done done) {
            checkResults(studio, done);
        }
    }

    private static void checkResults(Studio studio, Done done) throws IOException, VipsException {
        assertThat(done.results()).extracting(ResultFile::name).containsExactly("large", "medium", "thumbnail");
        for (ResultFile result : done.results()) {
            assertThat(studio.decoded(result).getWidth()).isEqualTo(result.widthPx());
            assertThat(studio.decoded(result).getHeight()).isEqualTo(result.heightPx());
        }
    }

    private static Stream<Path> images(Path corpus) throws IOException {
        try (Stream<Path> files = Files.walk(corpus)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("MANIFEST.tsv"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Map<String, String> expectations(Path corpus) throws IOException {
        Map<String, String> expectations = new HashMap<>();
        Path manifest = corpus.resolve("MANIFEST.tsv");
        if (Files.exists(manifest)) {
            for (String line : Files.readAllLines(manifest)) {
                String[] columns = line.split("\t", 3);
                expectations.put(columns[0], columns[1]);
            }
        }
        return expectations;
    }
}
