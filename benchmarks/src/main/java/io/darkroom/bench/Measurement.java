package io.darkroom.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/// So many images took so long and used so much.
///
/// @param images how many
/// @param seconds by the clock
/// @param cpuSeconds by part, without the sender's
record Measurement(int images, double seconds, Map<String, Double> cpuSeconds) {

    double imagesPerSecond() {
        return images / seconds;
    }

    double cpuSecondsPerImage() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum() / images;
    }

    Measurement plus(Measurement other) {
        Map<String, Double> sum = new LinkedHashMap<>(cpuSeconds);
        other.cpuSeconds.forEach((part, used) -> sum.merge(part, used, Double::sum));
        return new Measurement(images + other.images, seconds + other.seconds, sum);
    }
}
