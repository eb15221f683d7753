package io.darkroom.processor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidsGroupsTest {

    private static final int MOST = 50;

    // Sleepers one after the other, never more than 300: a breeder that could not harm if nothing held it.
    private static final String BREEDER = "i=0; while [ $i -lt 300 ]; do sleep 20 & i=$((i+1)); echo $i > count; done";

    @TempDir
    Path directory;

    @Test
    void findsTheOwnGroupOfVersionOne() {
        List<Path> places = PidsGroups.places(
                List.of("12:memory:/app", "8:pids:/app", "0::/"),
                List.of(
                        "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755",
                        "33 31 0:30 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory",
                        "39 31 0:36 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids"));

        assertThat(places).containsExactly(Path.of("/sys/fs/cgroup/pids/app"));
    }

    @Test
    void findsTheOwnGroupOfVersionTwoAndTheOneAbove() {
        List<Path> places = PidsGroups.places(
                List.of("0::/system.slice/darkroom.service/main"),
                List.of("35 24 0:30 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate"));

        assertThat(places)
                .containsExactly(
                        Path.of("/sys/fs/cgroup/system.slice/darkroom.service/main"),
                        Path.of("/sys/fs/cgroup/system.slice/darkroom.service"));
    }

    @Test
    void findsTheOwnGroupInAContainerThatSeesItAsTheWhole() {
        List<Path> places = PidsGroups.places(
                List.of("8:pids:/docker/4711"),
                List.of("39 31 0:36 /docker/4711 /sys/fs/cgroup/pids ro - cgroup cgroup rw,pids"));

        assertThat(places).containsExactly(Path.of("/sys/fs/cgroup/pids"));
    }

    @Test
    void boundsABreederThatNobodyWatches() throws Exception {
        Optional<PidsGroups> found = PidsGroups.find();
        if (found.isEmpty()) {
            // Who may write to the hierarchy of the kernel is the machine's affair; the start says that it may not.
            assertThat(LaunchTools.find(SandboxMode.OFF, directory).groups()).isNull();
            return;
        }
        Path group = found.get().create("breeder", MOST);

        int status = run(group, BREEDER);

        assertThat(status).as("the shell cannot fork any more").isNotZero();
        assertThat(Integer.parseInt(Files.readString(directory.resolve("count")).strip()))
                .isBetween(MOST / 2, MOST);
        killAll(group);
        PidsGroups.remove(group);
        assertThat(group).doesNotExist();
    }

    private int run(Path group, String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(PidsGroups.enter(group));
        command.addAll(List.of("/bin/sh", "-c", script));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void killAll(Path group) throws IOException {
        for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
