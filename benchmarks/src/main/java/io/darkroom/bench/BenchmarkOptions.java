package io.darkroom.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/// What to measure.
///
/// @param images how many photographs go each way, over all rounds
/// @param rounds how often bare work and pipeline take turns
/// @param data an empty or new directory for the platform and the photographs; removed afterwards
record BenchmarkOptions(int images, int rounds, Path data) {

    static final String USAGE = """
            usage: ./dev bench pipeline [--images N] [--rounds N] [--data DIR]
              --images N  photographs of 12 megapixels that go each way (default: 500)
              --rounds N  how often bare work and pipeline take turns (default: 5)
              --data DIR  where the platform keeps its data meanwhile (default: benchmarks/target/pipeline)
            """;

    private static final int IMAGES = 500;
    private static final int ROUNDS = 5;
    private static final Path DATA = Path.of("benchmarks", "target", "pipeline");

    /// @throws IllegalArgumentException if there is no image for each round
    BenchmarkOptions {
        if (rounds < 1 || images < rounds) {
            throw new IllegalArgumentException("There must be a round, and an image for each");
        }
    }

    /// @throws IllegalArgumentException if the command line makes no sense; the message says why
    static BenchmarkOptions parse(List<String> arguments) {
        int images = IMAGES;
        int rounds = ROUNDS;
        Path data = DATA;
        Iterator<String> rest = arguments.iterator();
        if (!rest.hasNext() || !rest.next().equals("pipeline")) {
            throw new IllegalArgumentException("There is one benchmark: pipeline");
        }
        while (rest.hasNext()) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " wants a value");
            }
            String value = rest.next();
            switch (option) {
                case "--images" -> images = number(option, value);
                case "--rounds" -> rounds = number(option, value);
                case "--data" -> data = Path.of(value);
                default -> throw new IllegalArgumentException("There is no option " + option);
            }
        }
        return new BenchmarkOptions(images, rounds, data.toAbsolutePath());
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " wants a number, not " + value, e);
        }
    }

    /// How many images a round has; the first rounds have what does not divide evenly.
    int imagesOfRound(int round) {
        return images / rounds + (round < images % rounds ? 1 : 0);
    }
}
