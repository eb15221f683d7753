package io.darkroom.bench;

import java.nio.file.Path;
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
        if (arguments.isEmpty() || !arguments.getFirst().equals("pipeline")) {
            throw new IllegalArgumentException("There is one benchmark: pipeline");
        }
        for (Option option : Option.all(arguments.subList(1, arguments.size()))) {
            switch (option.name()) {
                case "--images" -> images = option.number();
                case "--rounds" -> rounds = option.number();
                case "--data" -> data = Path.of(option.value());
                default -> throw option.unknown();
            }
        }
        return new BenchmarkOptions(images, rounds, data.toAbsolutePath());
    }

    /// How many images a round has; the first rounds have what does not divide evenly.
    int imagesOfRound(int round) {
        return images / rounds + (round < images % rounds ? 1 : 0);
    }
}
