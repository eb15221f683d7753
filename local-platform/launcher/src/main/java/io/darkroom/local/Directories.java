package io.darkroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

final class Directories {

    private Directories() {}

    /// Deletes everything in a directory but itself and some of its files.
    static void empty(Path directory, Path... kept) throws IOException {
        Set<Path> spared = Set.of(kept);
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(directory) && !spared.contains(path)) {
                    Files.delete(path);
                }
            }
        }
    }
}
