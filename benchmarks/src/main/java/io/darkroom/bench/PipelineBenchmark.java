package io.darkroom.bench;

import io.darkroom.local.samples.Photographs;
import io.darkroom.vips.Vips;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// `./dev bench pipeline`: photographs of 12 megapixels through the whole platform, from the customer's request to the
/// fact in Postgres, and the same photographs through the bare processor, taking turns in one run. The result is
/// Markdown
/// on standard output.
public final class PipelineBenchmark {

    private static final int SCENES = 5;
    private static final long SEED = 1;
    private static final int WARM_UP_IMAGES = 40;
    private static final int USAGE_ERROR = 64;

    // Standard output is the result's.
    private static final PrintStream TELL = System.err;

    private final BenchmarkOptions options;
    private int next;

    private PipelineBenchmark(BenchmarkOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        try {
            String result = new PipelineBenchmark(BenchmarkOptions.parse(List.of(arguments))).run();
            System.out.print(result);
        } catch (IllegalArgumentException e) {
            TELL.println(e.getMessage() + System.lineSeparator() + BenchmarkOptions.USAGE);
            System.exit(USAGE_ERROR);
        } catch (BenchmarkFailedException e) {
            TELL.println("No result: " + e.getMessage());
            System.exit(1);
        }
    }

    private String run() throws Exception {
        Path data = Files.createDirectories(options.data());
        TELL.println("Taking photographs");
        Photographs photographs = Photographs.take(SCENES, SEED);
        TELL.println("Starting a platform in " + data);
        try (RunningPlatform platform = RunningPlatform.start(data.resolve("platform"));
                BareWork bare = new BareWork(data.resolve("bare"));
                PipelineWork pipeline = new PipelineWork(platform.describe(), photographs)) {
            TELL.println("Warming up");
            takeTurns(bare, pipeline, photographs, WARM_UP_IMAGES);
            Comparison comparison = new Comparison();
            for (int round = 0; round < options.rounds(); round++) {
                TELL.printf("Round %d of %d%n", round + 1, options.rounds());
                Turns turns = takeTurns(bare, pipeline, photographs, options.imagesOfRound(round));
                comparison.add(turns.bare(), turns.pipeline());
            }
            return surroundings() + System.lineSeparator() + comparison.toMarkdown();
        } finally {
            remove(data);
        }
    }

    private record Turns(Measurement bare, Measurement pipeline) {}

    private Turns takeTurns(BareWork bare, PipelineWork pipeline, Photographs photographs, int images)
            throws Exception {
        int first = next;
        next += images;
        List<Path> files = write(photographs, first, images);
        Measurement ofBare = bare.run(files);
        for (Path file : files) {
            Files.delete(file);
        }
        Measurement ofPipeline = pipeline.run(first, images);
        TELL.printf(
                "  bare %.2f images/s, pipeline %.2f images/s%n",
                ofBare.imagesPerSecond(), ofPipeline.imagesPerSecond());
        return new Turns(ofBare, ofPipeline);
    }

    private List<Path> write(Photographs photographs, int first, int images) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int number = first; number < first + images; number++) {
            files.add(Files.write(options.data().resolve(number + ".jpg"), photographs.jpeg(number)));
        }
        return files;
    }

    private static String surroundings() {
        return "%d CPUs, Java %s, libvips %s, %d threads of bare work; the sender runs on the same CPUs.%n"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        Vips.version(),
                        BareWork.THREADS);
    }

    private static void remove(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
