package io.darkroom.bench.images;

import io.darkroom.bench.MarkdownTable;
import java.util.List;
import java.util.Locale;

/// The scores of one case as Markdown.
final class ImagesReport {

    private ImagesReport() {}

    static String of(BenchCase benchCase, List<Score> scores) {
        double sharp = cpuOf(scores, Contenders.SHARP);
        double best = cpuOf(scores, Contenders.SHARP_AT_BEST);
        MarkdownTable table = new MarkdownTable(
                benchCase.title(),
                "CPU ms per image",
                "of sharp as written",
                "of sharp at its best",
                "images/s",
                "peak memory, MB",
                "results, kB",
                "similarity");
        for (Score score : scores) {
            table.row(
                    score.contender(),
                    format("%.1f", score.cpuMillisPerImage()),
                    format("%.2f", score.cpuMillisPerImage() / sharp),
                    format("%.2f", score.cpuMillisPerImage() / best),
                    format("%.1f", score.imagesPerSecond()),
                    format("%.0f", score.peakMegabytes()),
                    format("%.1f", score.kilobytesPerImage()),
                    format("%.4f", score.similarity()));
        }
        return table.toString();
    }

    private static double cpuOf(List<Score> scores, String contender) {
        return scores.stream()
                .filter(score -> score.contender().equals(contender))
                .findFirst()
                .orElseThrow()
                .cpuMillisPerImage();
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
