package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/// Measures what one customer's flood costs another, who sends an image a second: alone, beside uploads
/// as quickly as the API takes them, while what is left of these is worked off, and beside uploads and
/// a stream. Asserts that each of the other's images is processed; the figures are for people.
///
/// Runs when given how many seconds each takes: `./dev noise [SECONDS]`.
@EnabledIfSystemProperty(named = "darkroom.noise", matches = "\\d+")
class NoisyCustomerIT {

    private static final String NOISY = "acme";
    private static final String QUIET = "globex";
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration IDLE_WITHIN = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration ASKED_EVERY = Duration.ofMillis(20);

    private final Platform platform = Platform.shared();
    private final int seconds = Integer.getInteger("darkroom.noise", 0);

    /// What the noisy customer does meanwhile.
    private enum Noise {
        NONE("nothing"),
        UPLOADS("uploads as quickly as they are taken"),
        BACKLOG("what is left of them is worked off"),
        UPLOADS_AND_STREAM("uploads and a stream as quickly as they are taken");

        private final String title;

        Noise(String title) {
            this.title = title;
        }
    }

    /// What came of one image of the quiet customer.
    ///
    /// @param state in which it ended
    /// @param accepted until the upload was answered
    /// @param took until its end, as its sender sees it
    private record Ended(String state, Duration accepted, Duration took) {}

    /// What came of all of them, and of the noise.
    ///
    /// @param noisePerSecond how many images of the noisy customer were accepted
    /// @param waiting how many images had been read and waited for their turn when the last was sent
    private record Measured(List<Ended> ends, double noisePerSecond, long waiting) {}

    @Test
    void everyImageOfAQuietCustomerIsProcessedBesideTheFloodOfAnother() throws Exception {
        List<Long> servicesBefore = platform.servicePids();
        warmUp();

        Map<Noise, Measured> measured = new EnumMap<>(Noise.class);
        for (Noise noise : Noise.values()) {
            measured.put(noise, measure(noise));
        }

        System.out.println(table(measured));
        measured.values()
                .forEach(one -> assertThat(one.ends())
                        .allSatisfy(end -> assertThat(end.state()).isEqualTo("PROCESSED")));
        assertThat(platform.servicePids()).as("no service restarted").isEqualTo(servicesBefore);
    }

    private void warmUp() throws Exception {
        try (Flood flood = new Flood(platform, NOISY)) {
            flood.upload();
            Thread.sleep(WARM_UP);
        }
        Awaitility.await("everything is worked off")
                .atMost(IDLE_WITHIN)
                .pollInterval(EVERY)
                .until(() -> platform.numbers().balance().inFlight() == 0 && waiting() == 0);
    }

    private Measured measure(Noise noise) throws Exception {
        platform.signInAgain(QUIET);
        try (Flood flood = new Flood(platform, NOISY)) {
            if (noise == Noise.UPLOADS || noise == Noise.UPLOADS_AND_STREAM) {
                flood.upload();
            }
            if (noise == Noise.UPLOADS_AND_STREAM) {
                flood.stream();
            }
            List<Future<Ended>> sent = new ArrayList<>();
            try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < seconds; i++) {
                    sent.add(senders.submit(this::sendOne));
                    Thread.sleep(EVERY);
                }
                double noisePerSecond = (double) flood.accepted() / seconds;
                long waiting = waiting();
                List<Ended> ends = new ArrayList<>();
                for (Future<Ended> one : sent) {
                    ends.add(one.get());
                }
                return new Measured(ends, noisePerSecond, waiting);
            }
        }
    }

    private Ended sendOne() throws Exception {
        Customer quiet = platform.customer(QUIET);
        byte[] image = TestImages.jpeg(platform.nextSeed());
        long begin = System.nanoTime();
        String id = quiet.upload(image, null).text("id");
        Duration accepted = Duration.ofNanos(System.nanoTime() - begin);
        JsonNode end = platform.awaitEnd(quiet, id, ASKED_EVERY);
        return new Ended(end.path("state").asString(), accepted, Duration.ofNanos(System.nanoTime() - begin));
    }

    private long waiting() throws Exception {
        return platform.readings("darkroom_processor_lane_waiting").stream()
                .mapToLong(reading -> (long) Double.parseDouble(reading.substring(reading.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String table(Map<Noise, Measured> measured) {
        StringBuilder table = new StringBuilder("""
                | the other customer | accepted of his, images/s | waiting at the end | median, ms | 95th percentile, ms | of alone | until accepted: median, ms | 95th percentile, ms |
                |---|---:|---:|---:|---:|---:|---:|---:|
                """);
        double alone =
                Times.percentileMillis(measured.get(Noise.NONE).ends().stream().map(Ended::took), 95);
        measured.forEach((noise, one) -> {
            long slowest = Times.percentileMillis(one.ends().stream().map(Ended::took), 95);
            table.append(String.format(
                    "| %s | %.1f | %d | %d | %d | %.2f | %d | %d |%n",
                    noise.title,
                    one.noisePerSecond(),
                    one.waiting(),
                    Times.percentileMillis(one.ends().stream().map(Ended::took), 50),
                    slowest,
                    slowest / alone,
                    Times.percentileMillis(one.ends().stream().map(Ended::accepted), 50),
                    Times.percentileMillis(one.ends().stream().map(Ended::accepted), 95)));
        });
        return table.toString();
    }
}
