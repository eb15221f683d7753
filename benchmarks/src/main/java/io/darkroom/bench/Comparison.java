package io.darkroom.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Bare work and pipeline, round by round.
final class Comparison {

    private record Round(Measurement bare, Measurement pipeline) {}

    private final List<Round> rounds = new ArrayList<>();

    void add(Measurement bare, Measurement pipeline) {
        rounds.add(new Round(bare, pipeline));
    }

    /// As Markdown.
    String toMarkdown() {
        Measurement bare =
                rounds.stream().map(Round::bare).reduce(Measurement::plus).orElseThrow();
        Measurement pipeline =
                rounds.stream().map(Round::pipeline).reduce(Measurement::plus).orElseThrow();
        return summary(bare, pipeline) + System.lineSeparator() + byRound() + System.lineSeparator() + byPart(pipeline);
    }

    private static String summary(Measurement bare, Measurement pipeline) {
        MarkdownTable table = new MarkdownTable(
                "%d photographs each way".formatted(pipeline.images()), "bare work", "pipeline", "pipeline / bare");
        table.row(
                "images per second",
                decimal(bare.imagesPerSecond()),
                decimal(pipeline.imagesPerSecond()),
                decimal(pipeline.imagesPerSecond() / bare.imagesPerSecond()));
        table.row(
                "CPU seconds per image",
                decimal(bare.cpuSecondsPerImage()),
                decimal(pipeline.cpuSecondsPerImage()),
                decimal(pipeline.cpuSecondsPerImage() / bare.cpuSecondsPerImage()));
        return table.toString();
    }

    private String byRound() {
        MarkdownTable table = new MarkdownTable(
                "round", "bare: images/s", "pipeline: images/s", "pipeline / bare", "CPU: pipeline / bare");
        for (int i = 0; i < rounds.size(); i++) {
            Measurement bare = rounds.get(i).bare();
            Measurement pipeline = rounds.get(i).pipeline();
            table.row(
                    Integer.toString(i + 1),
                    decimal(bare.imagesPerSecond()),
                    decimal(pipeline.imagesPerSecond()),
                    decimal(pipeline.imagesPerSecond() / bare.imagesPerSecond()),
                    decimal(pipeline.cpuSecondsPerImage() / bare.cpuSecondsPerImage()));
        }
        return table.toString();
    }

    private static String byPart(Measurement pipeline) {
        MarkdownTable table = new MarkdownTable("part of the pipeline", "CPU seconds per image", "share");
        pipeline.cpuSeconds().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .forEach(part -> {
                    double perImage = part.getValue() / pipeline.images();
                    table.row(
                            part.getKey(),
                            String.format(Locale.ROOT, "%.4f", perImage),
                            String.format(Locale.ROOT, "%.1f %%", 100 * perImage / pipeline.cpuSecondsPerImage()));
                });
        return table.toString();
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
