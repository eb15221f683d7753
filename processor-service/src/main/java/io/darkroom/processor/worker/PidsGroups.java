package io.darkroom.processor.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Control groups of the kernel, one for each child, that bound how many processes and threads it can become: for root
/// too, whom no resource limit binds, and however quickly it forks. Made below the service's own group, of version 1
/// or 2, where that is allowed.
///
/// @param parent where they are made
/// @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#pid">pids in the kernel's documentation</a>
record PidsGroups(Path parent) {

    private static final Logger log = LoggerFactory.getLogger(PidsGroups.class);

    // Of this process, however many pools it has had.
    private static final AtomicLong NUMBER = new AtomicLong();

    private static final String PREFIX = "darkroom-";
    private static final Duration EMPTY_WITHIN = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /// Tries whether groups can be made and entered here, and removes what a killed service left.
    static Optional<PidsGroups> find() {
        try {
            List<String> own = Files.readAllLines(Path.of("/proc/self/cgroup"));
            List<String> mounts = Files.readAllLines(Path.of("/proc/self/mountinfo"));
            return places(own, mounts).stream()
                    .map(PidsGroups::new)
                    .filter(PidsGroups::works)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            log.debug("There are no control groups here: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /// Where the service's own groups are. Of version 2, the group above is a place too: a group that has processes
    /// cannot have groups that count them, so a service manager that delegates puts the service one below.
    ///
    /// @param own lines of `/proc/self/cgroup`: number:controllers:path
    /// @param mounts lines of `/proc/self/mountinfo`
    static List<Path> places(List<String> own, List<String> mounts) {
        List<Path> places = new ArrayList<>();
        for (String line : own) {
            String[] group = line.split(":", 3);
            if (List.of(group[1].split(",")).contains("pids")) {
                mounted("cgroup", "pids", group[2], mounts).ifPresent(places::add);
            } else if (group[0].equals("0")) {
                mounted("cgroup2", "", group[2], mounts).ifPresent(places::add);
                above(group[2])
                        .flatMap(path -> mounted("cgroup2", "", path, mounts))
                        .ifPresent(places::add);
            }
        }
        return places;
    }

    private static Optional<String> above(String path) {
        int slash = path.lastIndexOf('/');
        return slash > 0 ? Optional.of(path.substring(0, slash)) : Optional.empty();
    }

    // id parent device root point options … - type source options
    private static Optional<Path> mounted(String type, String option, String path, List<String> mounts) {
        for (String mount : mounts) {
            String[] fields = mount.split(" - ", 2);
            String[] what = fields[1].split(" ", 3);
            if (what[0].equals(type)
                    && (option.isEmpty() || List.of(what[2].split(",")).contains(option))) {
                String[] where = fields[0].split(" ", 6);
                String below = path.startsWith(where[3]) ? path.substring(where[3].length()) : path;
                return Optional.of(Path.of(where[4] + "/" + below).normalize());
            }
        }
        return Optional.empty();
    }

    private boolean works() {
        try {
            removeLeftBehind();
            countBelow();
            Path trial = create("trial", 8);
            try {
                List<String> command = new ArrayList<>(enter(trial));
                command.add("true");
                return LaunchTools.works(command);
            } finally {
                remove(trial);
            }
        } catch (IOException | UncheckedIOException e) {
            log.debug("No control groups can be made in {}: {}", parent, e.getMessage());
            return false;
        }
    }

    // Version 1 needs no asking; version 2 refuses where it cannot be.
    private void countBelow() throws IOException {
        Path control = parent.resolve("cgroup.subtree_control");
        if (Files.exists(control)) {
            Files.writeString(control, "+pids");
        }
    }

    private void removeLeftBehind() throws IOException {
        try (Stream<Path> groups = Files.list(parent)) {
            groups.filter(group -> group.getFileName().toString().startsWith(PREFIX))
                    .filter(group -> !isAlive(group.getFileName().toString().split("-", 3)[1]))
                    .forEach(PidsGroups::removeIfEmpty);
        }
    }

    private static boolean isAlive(String pid) {
        return !pid.matches("\\d{1,18}")
                || ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    /// Makes a group.
    ///
    /// @param most processes and threads in it, together
    Path create(String name, long most) throws IOException {
        String unique = ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + "-" + name;
        Path group = parent.resolve(PREFIX + unique);
        Files.createDirectory(group);
        try {
            Files.writeString(group.resolve("pids.max"), Long.toString(most));
        } catch (IOException e) {
            Files.deleteIfExists(group);
            throw e;
        }
        return group;
    }

    /// The command that enters a group and becomes the program whose words follow it.
    static List<String> enter(Path group) {
        return List.of("/bin/sh", "-c", "echo $$ > \"$0\" && exec \"$@\"", group + "/cgroup.procs");
    }

    /// Removes a group as soon as what was killed in it is gone. Interrupted or not: at the end of the service nobody
    /// else would.
    static void remove(Path group) {
        long giveUpAt = System.nanoTime() + EMPTY_WITHIN.toNanos();
        boolean interrupted = false;
        while (!removeIfEmpty(group) && System.nanoTime() < giveUpAt) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (Files.exists(group)) {
            log.atWarn().addKeyValue("group", group).log("A control group could not be removed");
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean removeIfEmpty(Path group) {
        try {
            Files.deleteIfExists(group);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
