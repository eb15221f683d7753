package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/// Measures what bad images and code that dies cost the images beside them: good ones are sent alone, then
/// with bad ones among them, in turns. Asserts what became of each; the figures are for people.
///
/// Runs when given a number of good images: `./dev neighbours [NUMBER]`.
@EnabledIfSystemProperty(named = "darkroom.neighbours", matches = "\\d+")
class NeighboursIT {

    private static final int SENDERS = 8;
    private static final int ROUNDS = 2;
    private static final Duration IDLE_WITHIN = Duration.ofSeconds(5);
    private static final Duration WATCHED = Duration.ofSeconds(5);

    private final Platform platform = Platform.shared();
    private final Customer acme = platform.customer("acme");

    /// What is among the good ones.
    private enum Company {
        NOTHING("nothing", 0, "PROCESSED"),
        CORRUPT("1 in 100 is damaged", 100, "CORRUPT_IMAGE"),
        BOMB("1 in 5 claims 3,600 megapixels", 5, "TOO_MANY_PIXELS"),
        CRASH("1 in 100 crashes its processor", 100, "PROCESSOR_CRASHED"),
        OFTEN("1 in 5 crashes its processor", 5, "PROCESSOR_CRASHED"),
        SPIN("1 in 300 keeps it busy until the deadline", 300, "PROCESSOR_TIMEOUT"),
        // More at a time than the processor has workers.
        SPINS("1 in 100 keeps it busy until the deadline", 100, "PROCESSOR_TIMEOUT");

        private final String title;
        private final int every;
        private final String code;

        Company(String title, int every, String code) {
            this.title = title;
            this.every = every;
            this.code = code;
        }

        boolean isBad(int number) {
            return every > 0 && number % every == every / 2;
        }

        byte[] bad(long seed) {
            return switch (this) {
                case NOTHING -> TestImages.jpeg(seed);
                case CORRUPT -> TestImages.corrupt(seed);
                case BOMB -> TestImages.bomb(seed);
                case CRASH, OFTEN -> TestImages.jpegWithComment(seed, "mischief:segfault");
                case SPIN, SPINS -> TestImages.jpegWithComment(seed, "mischief:spin");
            };
        }
    }

    /// What came of one image.
    ///
    /// @param isBad whether it was meant to fail
    /// @param code of its failure, or its state
    /// @param took until its end, as its sender sees it
    private record Ended(boolean isBad, String code, Duration took) {}

    @Test
    void goodImagesAreProcessedWhateverIsBesideThem() throws Exception {
        int number = Integer.getInteger("darkroom.neighbours");
        List<Long> servicesBefore = platform.servicePids();
        send(Company.NOTHING, number);

        Map<Company, List<Ended>> ends = new EnumMap<>(Company.class);
        Map<Company, Duration> took = new EnumMap<>(Company.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (Company company : Company.values()) {
                long begin = System.nanoTime();
                ends.computeIfAbsent(company, _ -> new ArrayList<>()).addAll(send(company, number));
                took.merge(company, Duration.ofNanos(System.nanoTime() - begin), Duration::plus);
            }
        }
        // The last ones were those that spin.
        Thread.sleep(IDLE_WITHIN);
        double cpuShare = platform.cpuShareOfTheProcessor(WATCHED);

        System.out.println(table(ends, took));
        System.out.printf(
                "The processor uses %.2f of a core %d s after the last.%n", cpuShare, IDLE_WITHIN.toSeconds());
        for (String meter :
                List.of("darkroom_processor_workers_replacement_seconds", "darkroom_processor_image_seconds")) {
            platform.readings(meter).forEach(System.out::println);
        }
        ends.forEach((company, all) -> assertThat(all)
                .allSatisfy(end -> assertThat(end.code()).isEqualTo(end.isBad() ? company.code : "PROCESSED")));
        assertThat(platform.servicePids()).as("no service restarted").isEqualTo(servicesBefore);
    }

    private static String table(Map<Company, List<Ended>> ends, Map<Company, Duration> took) {
        StringBuilder table = new StringBuilder("""
                | among the good images | good images/s | of alone | median, ms | 99th percentile, ms | of alone | median of the bad, ms |
                |---|---:|---:|---:|---:|---:|---:|
                """);
        double rateAlone = perSecond(ends, took, Company.NOTHING);
        double slowestAlone = percentile(ends.get(Company.NOTHING), false, 99);
        for (Company company : Company.values()) {
            List<Ended> all = ends.get(company);
            double rate = perSecond(ends, took, company);
            long slowest = percentile(all, false, 99);
            table.append(String.format(
                    "| %s | %.1f | %.2f | %d | %d | %.2f | %s |%n",
                    company.title,
                    rate,
                    rate / rateAlone,
                    percentile(all, false, 50),
                    slowest,
                    slowest / slowestAlone,
                    company == Company.NOTHING ? "" : percentile(all, true, 50)));
        }
        return table.toString();
    }

    private static double perSecond(Map<Company, List<Ended>> ends, Map<Company, Duration> took, Company company) {
        long good = ends.get(company).stream().filter(end -> !end.isBad()).count();
        return 1000.0 * good / took.get(company).toMillis();
    }

    // In millis.
    private static long percentile(List<Ended> ends, boolean ofTheBad, int percent) {
        return Times.percentileMillis(
                ends.stream().filter(end -> end.isBad() == ofTheBad).map(Ended::took), percent);
    }

    private List<Ended> send(Company company, int number) throws Exception {
        Queue<Integer> waiting = new ConcurrentLinkedQueue<>(
                Stream.iterate(0, i -> i + 1).limit(number).toList());
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<List<Ended>>> all = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                all.add(senders.submit(() -> sendThese(company, waiting)));
            }
            List<Ended> ended = new ArrayList<>();
            for (Future<List<Ended>> one : all) {
                ended.addAll(one.get());
            }
            return ended;
        }
    }

    // The next one when the last has ended.
    private List<Ended> sendThese(Company company, Queue<Integer> waiting) throws Exception {
        List<Ended> ended = new ArrayList<>();
        for (Integer number = waiting.poll(); number != null; number = waiting.poll()) {
            boolean isBad = company.isBad(number);
            byte[] image = isBad ? company.bad(platform.nextSeed()) : TestImages.jpeg(platform.nextSeed());
            long begin = System.nanoTime();
            String id = acme.upload(image, null).text("id");
            JsonNode end = platform.awaitEnd(acme, id);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            ended.add(new Ended(
                    isBad,
                    end.path("failure").path("code").asString(end.path("state").asString()),
                    took));
        }
        return ended;
    }
}
