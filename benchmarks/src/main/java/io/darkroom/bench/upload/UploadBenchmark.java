package io.darkroom.bench.upload;

import io.darkroom.bench.BenchmarkFailedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// `./dev bench upload`: `upload-service` beside its peers, and beside the AWS SDK alone. The result is Markdown on
/// standard output.
public final class UploadBenchmark {

    private static final int USAGE_ERROR = 64;
    private static final List<Cell> WARM_UP = List.of(new Cell(FileSize.SMALL, 8), new Cell(FileSize.MEDIUM, 8));

    // Standard output is the result's.
    private static final PrintStream TELL = System.err;

    private final UploadOptions options;
    private final Generator generator;
    private final Scores scores = new Scores();

    private UploadBenchmark(UploadOptions options, Generator generator) {
        this.options = options;
        this.generator = generator;
    }

    /// Measures, and prints the result.
    ///
    /// @param arguments the project's directory, the directory of the peers, then the options
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        try {
            UploadOptions options = UploadOptions.parse(words.subList(2, words.size()));
            TELL.println("Starting the servers and the contenders");
            try (Arena arena = new Arena(Path.of(words.get(0)), Path.of(words.get(1)))) {
                System.out.print(new UploadBenchmark(options, new Generator(arena)).run());
            }
            // Clients of the servers have threads of their own.
            System.exit(0);
        } catch (IllegalArgumentException e) {
            TELL.println(e.getMessage() + System.lineSeparator() + UploadOptions.USAGE);
            System.exit(USAGE_ERROR);
        } catch (BenchmarkFailedException e) {
            TELL.println("No result: " + e.getMessage());
            System.exit(1);
        }
    }

    private String run() throws IOException, InterruptedException {
        warmUp();
        List<Cell> cells = options.cells();
        int turns = options.rounds() * options.contenders().size();
        Progress progress = new Progress(cells, turns, options.turn().plusSeconds(2));
        for (int round = 0; round < options.rounds(); round++) {
            for (Cell cell : cells) {
                takeTurns(round, cell, progress);
            }
        }
        int cpus = Runtime.getRuntime().availableProcessors();
        String heading = "%d CPUs, Java %s; medians of %d rounds of turns of %d s, (least-most).%n%n"
                .formatted(
                        cpus,
                        Runtime.version(),
                        options.rounds(),
                        options.turn().toSeconds());
        return heading + new UploadReport(cells, options.contenders(), scores, cpus).toMarkdown();
    }

    private void warmUp() throws IOException, InterruptedException {
        Duration each = options.warmUp().dividedBy(WARM_UP.size());
        if (each.isZero()) {
            return;
        }
        for (Contender contender : options.contenders()) {
            TELL.println("Warming up " + contender.title());
            for (Cell cell : WARM_UP) {
                generator.turn(contender, cell, each);
            }
        }
    }

    private void takeTurns(int round, Cell cell, Progress progress) throws IOException, InterruptedException {
        // Nobody always comes after the same one.
        List<Contender> order = new ArrayList<>(options.contenders());
        Collections.rotate(order, -round);
        for (Contender contender : order) {
            long start = System.nanoTime();
            Turn turn = generator.turn(contender, cell, options.turn());
            scores.add(cell, contender, turn);
            progress.add(cell.size(), Duration.ofNanos(System.nanoTime() - start));
            TELL.printf(
                    "round %d of %d, %s: %-34s %7.1f MiB/s; about %d min left%n",
                    round + 1,
                    options.rounds(),
                    cell,
                    contender.title(),
                    turn.mebibytesPerSecond(),
                    progress.rest().plusSeconds(59).toMinutes());
        }
    }
}
