package io.darkroom.bench.images;

import io.darkroom.bench.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What to measure.
///
/// @param images how many each contender does in a round
/// @param rounds how often they take turns
/// @param photos a directory of JPEG photographs to use beside those that are made; null if there is
///     none
/// @param cases which cases
record ImagesOptions(int images, int rounds, @Nullable Path photos, List<BenchCase> cases) {

    static final String USAGE = """
            usage: ./dev bench images [--images N] [--rounds N] [--photos DIR] [--case jpeg|webp|png|wide]...
              --images N    images that each contender does in a round (default: 12)
              --rounds N    how often they take turns (default: 5)
              --photos DIR  JPEG photographs to use beside those that are made here
              --case NAME   only this case; may be given several times
            """;

    private static final int IMAGES = 12;
    private static final int ROUNDS = 5;

    /// @throws IllegalArgumentException if there is nothing to measure
    ImagesOptions {
        if (images < 1 || rounds < 1) {
            throw new IllegalArgumentException("There must be a round, and an image in it");
        }
        if (photos != null && !Files.isDirectory(photos)) {
            throw new IllegalArgumentException("There is no directory " + photos);
        }
        cases = List.copyOf(cases);
    }

    /// @throws IllegalArgumentException if the command line makes no sense; the message says why
    static ImagesOptions parse(List<String> arguments) {
        int images = IMAGES;
        int rounds = ROUNDS;
        Path photos = null;
        List<BenchCase> cases = new ArrayList<>();
        for (Option option : Option.all(arguments)) {
            switch (option.name()) {
                case "--images" -> images = option.number();
                case "--rounds" -> rounds = option.number();
                case "--photos" -> photos = Path.of(option.value()).toAbsolutePath();
                case "--case" -> cases.add(benchCase(option.value()));
                default -> throw option.unknown();
            }
        }
        return new ImagesOptions(images, rounds, photos, cases.isEmpty() ? List.of(BenchCase.values()) : cases);
    }

    private static BenchCase benchCase(String value) {
        try {
            return BenchCase.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("There is no case " + value, e);
        }
    }
}
