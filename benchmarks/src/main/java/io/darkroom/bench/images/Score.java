package io.darkroom.bench.images;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What one contender reached in one case.
final class Score {

    private final String contender;
    private final List<RunningContender.Round> rounds = new ArrayList<>();
    private final List<Judge.Verdict> verdicts = new ArrayList<>();
    private long peakBytes;

    Score(String contender) {
        this.contender = contender;
    }

    String contender() {
        return contender;
    }

    void add(RunningContender.Round round, long peak) {
        rounds.add(round);
        peakBytes = Math.max(peakBytes, peak);
    }

    void add(Judge.Verdict verdict) {
        verdicts.add(verdict);
    }

    /// The median of the rounds.
    double cpuMillisPerImage() {
        return median(RunningContender.Round::cpuMillisPerImage);
    }

    /// The median of the rounds.
    double imagesPerSecond() {
        return median(RunningContender.Round::imagesPerSecond);
    }

    double peakMegabytes() {
        return peakBytes / 1e6;
    }

    double kilobytesPerImage() {
        return verdicts.stream().mapToLong(Judge.Verdict::bytes).average().orElseThrow() / 1e3;
    }

    /// The mean over all sizes of all images.
    double similarity() {
        return verdicts.stream()
                .mapToDouble(Judge.Verdict::meanSimilarity)
                .average()
                .orElseThrow();
    }

    private double median(ToDoubleFunction<RunningContender.Round> value) {
        List<Double> sorted =
                new ArrayList<>(rounds.stream().mapToDouble(value).boxed().toList());
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
