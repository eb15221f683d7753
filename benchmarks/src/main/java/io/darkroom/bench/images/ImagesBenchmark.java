package io.darkroom.bench.images;

import io.darkroom.bench.BenchmarkFailedException;
import io.darkroom.bench.images.RunningContender.Job;
import io.darkroom.vips.Vips;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `./dev bench images`: the processor `renditions`, through the whole worker contract, beside its
/// peers. The result is Markdown on standard output.
public final class ImagesBenchmark {

    private static final int USAGE_ERROR = 64;
    private static final int WARM_UP_IMAGES = 6;

    // Standard output is the result's.
    private static final PrintStream TELL = System.err;

    private final ImagesOptions options;
    private final Contenders contenders;
    private int next;

    private ImagesBenchmark(ImagesOptions options, Contenders contenders) {
        this.options = options;
        this.contenders = contenders;
    }

    /// Measures, and prints the result.
    ///
    /// @param arguments the project's directory, the directory of the peers, then the options
    public static void main(String[] arguments) throws Exception {
        try {
            List<String> words = List.of(arguments);
            ImagesOptions options = ImagesOptions.parse(words.subList(2, words.size()));
            Optional<String> vipsthumbnail = InstalledProgram.version("vipsthumbnail", "--vips-version");
            Contenders contenders = new Contenders(Path.of(words.get(0)), Path.of(words.get(1)), vipsthumbnail);
            new ImagesBenchmark(options, contenders).run();
            if (vipsthumbnail.isEmpty()) {
                System.out.printf("%n*vipsthumbnail* is not installed here, and not in the tables.%n");
            }
        } catch (IllegalArgumentException e) {
            TELL.println(e.getMessage() + System.lineSeparator() + ImagesOptions.USAGE);
            System.exit(USAGE_ERROR);
        } catch (BenchmarkFailedException e) {
            TELL.println("No result: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws Exception {
        Path data = Files.createTempDirectory("darkroom-bench-images");
        try {
            TELL.println("Taking photographs");
            SampleFiles samples = new SampleFiles(data, options.photos());
            System.out.printf(
                    "CPUs 0 and 1 of %d, Java %s, libvips %s; medians of %d rounds of %d images each.%n",
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version(),
                    Vips.version(),
                    options.rounds(),
                    options.images());
            for (BenchCase benchCase : options.cases()) {
                List<Score> scores = run(benchCase, samples.of(benchCase), data);
                System.out.printf("%n%s", ImagesReport.of(benchCase, scores));
            }
        } finally {
            remove(data);
        }
    }

    private List<Score> run(BenchCase benchCase, List<Path> images, Path data) throws Exception {
        List<RunningContender> running = new ArrayList<>();
        List<Score> scores = new ArrayList<>();
        try {
            for (Contender contender : contenders.of(benchCase)) {
                TELL.println(benchCase + ": starting " + contender.name());
                running.add(RunningContender.start(contender));
                scores.add(new Score(contender.name()));
            }
            Judge judge = new Judge(benchCase);
            for (int i = 0; i < running.size(); i++) {
                List<Job> jobs = jobs(images, Math.max(WARM_UP_IMAGES, images.size()), data);
                running.get(i).run(jobs);
                for (Job job : jobs.subList(0, images.size())) {
                    scores.get(i).add(judge.judge(job.image(), job.output()));
                }
                remove(jobs);
            }
            for (int round = 0; round < options.rounds(); round++) {
                takeTurns(running, scores, images, data);
                TELL.printf("%s: round %d of %d%n", benchCase, round + 1, options.rounds());
            }
            return scores;
        } finally {
            running.forEach(RunningContender::close);
        }
    }

    private void takeTurns(List<RunningContender> running, List<Score> scores, List<Path> images, Path data)
            throws Exception {
        for (int i = 0; i < running.size(); i++) {
            List<Job> jobs = jobs(images, options.images(), data);
            scores.get(i).add(running.get(i).run(jobs), running.get(i).peakBytes());
            remove(jobs);
        }
    }

    private List<Job> jobs(List<Path> images, int count, Path data) throws IOException {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "image-" + next++;
            jobs.add(new Job(id, images.get(i % images.size()), Files.createDirectory(data.resolve(id))));
        }
        return jobs;
    }

    private static void remove(List<Job> jobs) throws IOException {
        for (Job job : jobs) {
            remove(job.output());
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
