package io.darkroom.bench.upload;

import io.darkroom.bench.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What to measure.
///
/// @param rounds how often the contenders take turns in each case
/// @param turn for how long each begins new files; what has been begun is sent to its end
/// @param warmUp for how long each contender sends before anything is measured
/// @param sizes which files
/// @param clients how many at a time
/// @param contenders who competes; the limit always does
record UploadOptions(
        int rounds,
        Duration turn,
        Duration warmUp,
        List<FileSize> sizes,
        List<Integer> clients,
        List<Contender> contenders) {

    static final String USAGE = """
            usage: ./dev bench upload [--rounds N] [--seconds N] [--warm-up N] [--size 100kB|4MB|50MB]... [--clients N]...
                                      [--only plain|resumable|tus-node|form-node]...
              --rounds N    how often the contenders take turns in each case (default: 5)
              --seconds N   how long a turn begins new files (default: 5)
              --warm-up N   seconds for which each sends before anything is measured (default: 20)
              --size SIZE   only files of this size; may be given several times
              --clients N   only so many clients at a time (default: 1, 8 and 32); may be given several times
              --only NAME   only this contender, and the limit; may be given several times
            """;

    private static final int ROUNDS = 5;
    private static final int SECONDS = 5;
    private static final int WARM_UP_SECONDS = 20;
    private static final List<Integer> CLIENTS = List.of(1, 8, 32);
    private static final int MOST_CLIENTS = 64;

    /// @throws IllegalArgumentException if there is nothing to measure
    UploadOptions {
        if (rounds < 1 || !turn.isPositive() || warmUp.isNegative()) {
            throw new IllegalArgumentException("There must be a round, and a second in a turn");
        }
        if (clients.stream().anyMatch(number -> number < 1 || number > MOST_CLIENTS)) {
            throw new IllegalArgumentException("There can be 1 to " + MOST_CLIENTS + " clients");
        }
        sizes = List.copyOf(sizes);
        clients = List.copyOf(clients);
        contenders = List.copyOf(contenders);
    }

    /// @throws IllegalArgumentException if the command line makes no sense; the message says why
    static UploadOptions parse(List<String> arguments) {
        int rounds = ROUNDS;
        int seconds = SECONDS;
        int warmUp = WARM_UP_SECONDS;
        Set<FileSize> sizes = EnumSet.noneOf(FileSize.class);
        Set<Integer> clients = new TreeSet<>();
        Set<Contender> contenders = EnumSet.noneOf(Contender.class);
        for (Option option : Option.all(arguments)) {
            switch (option.name()) {
                case "--rounds" -> rounds = option.number();
                case "--seconds" -> seconds = option.number();
                case "--warm-up" -> warmUp = option.number();
                case "--size" -> sizes.add(FileSize.parse(option.value()));
                case "--clients" -> clients.add(option.number());
                case "--only" -> contenders.add(Contender.parse(option.value()));
                default -> throw option.unknown();
            }
        }
        return new UploadOptions(
                rounds,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUp),
                sizes.isEmpty() ? List.of(FileSize.values()) : new ArrayList<>(sizes),
                clients.isEmpty() ? CLIENTS : new ArrayList<>(clients),
                withLimit(contenders));
    }

    private static List<Contender> withLimit(Set<Contender> chosen) {
        if (chosen.isEmpty()) {
            return List.of(Contender.values());
        }
        chosen.add(Contender.DIRECT);
        return new ArrayList<>(chosen);
    }

    /// All cases, the quick ones first.
    List<Cell> cells() {
        return sizes.stream()
                .flatMap(size -> clients.stream().map(number -> new Cell(size, number)))
                .toList();
    }
}
