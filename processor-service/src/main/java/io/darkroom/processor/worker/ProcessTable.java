package io.darkroom.processor.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// All processes of the machine at one moment, as far as it takes to see who belongs to whom. Empty where there is no
/// `/proc`.
///
/// @param rows one per process
record ProcessTable(List<Row> rows) {

    private static final Path PROC = Path.of("/proc");

    /// A process.
    record Row(long pid, long parent, long group) {}

    static ProcessTable read() {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> entries = Files.list(PROC)) {
            entries.filter(entry ->
                            Character.isDigit(entry.getFileName().toString().charAt(0)))
                    .forEach(entry -> row(entry).ifPresent(rows::add));
        } catch (IOException | UncheckedIOException e) {
            return new ProcessTable(List.of());
        }
        return new ProcessTable(rows);
    }

    // pid (command) state parent group …; the command may hold anything.
    private static Optional<Row> row(Path entry) {
        try {
            String stat = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4);
            return Optional.of(new Row(
                    Long.parseLong(entry.getFileName().toString()),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The process groups of a process and its descendants. Ours is none of them.
    ///
    /// @param root leads a session
    Set<Long> groupsOf(long root) {
        Set<Long> members = membersOf(root);
        long self = ProcessHandle.current().pid();
        Set<Long> groups = new HashSet<>();
        rows.stream().filter(row -> members.contains(row.pid())).forEach(row -> groups.add(row.group()));
        rows.stream().filter(row -> row.pid() == self).forEach(row -> groups.remove(row.group()));
        return groups;
    }

    /// A process, its group, and the descendants of both.
    Set<Long> membersOf(long root) {
        Set<Long> members = new HashSet<>();
        members.add(root);
        rows.stream().filter(row -> row.group() == root).forEach(row -> members.add(row.pid()));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Row row : rows) {
                grown |= members.contains(row.parent()) && members.add(row.pid());
            }
        }
        return members;
    }
}
