package io.darkroom.processor.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/// The small programs of util-linux and bubblewrap that confine a worker before it starts. Each replaces itself by
/// the next, so the worker keeps the process id that we know; only bubblewrap stays, as the worker's parent, and
/// passes on how it ended. Where one is missing, as on macOS, workers run without what it gives.
///
/// @param setsid a session and process group of its own, so that everything the worker started can be
///     killed at once
/// @param prlimit limits on address space, CPU time, threads, file size and descriptors; no core dumps
/// @param setpriv no new privileges, and death with the platform
/// @param dropCapabilities none of root's powers, if we are root
/// @param sandbox namespaces of its own, see [Sandbox]
/// @param groups control groups that bound the number of processes; null where none can be made
record LaunchTools(
        boolean setsid,
        boolean prlimit,
        boolean setpriv,
        boolean dropCapabilities,
        boolean sandbox,
        @Nullable PidsGroups groups) {

    private static final Logger log = LoggerFactory.getLogger(LaunchTools.class);

    private static final int MAX_DESCRIPTORS = 1024;

    // Long, since a machine that is just busy would else run its workers unconfined.
    private static final long TRIAL_SECONDS = 30;

    // The kernel counts threads, and a process of a virtual machine has dozens; but not all have.
    private static final int THREADS_PER_PROCESS = 8;

    // Bubblewrap itself, outside and inside.
    private static final int SANDBOX_TASKS = 2;

    private static final List<String> SETSID = List.of("setsid");
    private static final List<String> PRLIMIT = List.of("prlimit", "--core=0");
    private static final List<String> SETPRIV = List.of("setpriv", "--no-new-privs", "--pdeathsig", "KILL");
    private static final List<String> POWERLESS = List.of("--bounding-set", "-all", "--inh-caps", "-all");

    /// Tries each of them and logs what is missing.
    ///
    /// @param ours a file of ours, which tells who we are
    /// @throws IllegalStateException if the sandbox is demanded and cannot be had
    static LaunchTools find(SandboxMode mode, Path ours) {
        boolean sandbox = mode != SandboxMode.OFF && works(Sandbox.trial());
        if (mode == SandboxMode.REQUIRED && !sandbox) {
            throw new IllegalStateException("darkroom.processor.sandbox: it is required, but bubblewrap (bwrap) is not "
                    + "installed or not allowed to make namespaces");
        }
        boolean dropCapabilities = isRoots(ours) && works(powerless());
        LaunchTools tools = new LaunchTools(
                works(SETSID),
                works(PRLIMIT),
                works(SETPRIV),
                dropCapabilities,
                sandbox,
                PidsGroups.find().orElse(null));
        tools.tell(mode);
        return tools;
    }

    private void tell(SandboxMode mode) {
        if (setsid && prlimit && setpriv) {
            log.info("Workers are confined by setsid, prlimit and setpriv");
        } else {
            log.atWarn()
                    .addKeyValue("setsid", setsid)
                    .addKeyValue("prlimit", prlimit)
                    .addKeyValue("setpriv", setpriv)
                    .log("Workers are confined only in part: install util-linux for the rest");
        }
        if (groups != null) {
            log.info("The kernel bounds how many processes a worker becomes, by a control group for each");
        } else if (dropCapabilities) {
            log.warn("No control group for processes can be made, and the service runs as root, whom no other limit "
                    + "binds: how many processes a worker becomes is watched only, ten times a second. "
                    + "Another user is safer");
        }
        if (sandbox) {
            log.info("Workers run in a sandbox: no network, a read-only view of the system");
        } else if (mode == SandboxMode.AUTO) {
            log.warn("Workers run without a sandbox and can reach the network: bubblewrap is not installed or not "
                    + "allowed to make namespaces. darkroom.processor.sandbox=required would demand it");
        }
    }

    /// Makes the control group of a child, where that is possible.
    Optional<Path> group(WorkerLimits limits, String name) throws IOException {
        return groups == null ? Optional.empty() : Optional.of(groups.create(name, threads(limits) + SANDBOX_TASKS));
    }

    /// A child's command with all that confines it around it.
    List<String> confine(WorkerSpecification specification, List<String> command, Path scratch, Exchange exchange) {
        // Image code takes what time it gets: the platform must be able to look after it.
        List<String> inner = new ArrayList<>(List.of("nice", "-n", String.valueOf(Niceness.OF_A_CHILD)));
        if (prlimit) {
            inner.addAll(limits(specification.limits()));
        }
        if (setpriv) {
            inner.addAll(dropCapabilities ? powerless() : SETPRIV);
        }
        inner.addAll(command);
        List<String> confined = new ArrayList<>(setsid ? SETSID : List.of());
        confined.addAll(sandbox ? Sandbox.around(inner, specification.reads(), scratch, exchange) : inner);
        return confined;
    }

    private List<String> limits(WorkerLimits limits) {
        List<String> command = new ArrayList<>(PRLIMIT);
        command.add("--nofile=" + MAX_DESCRIPTORS);
        command.add("--fsize=" + limits.maxFileSize().toBytes());
        DataSize addressSpace = limits.addressSpace();
        if (addressSpace != null) {
            command.add("--as=" + addressSpace.toBytes());
        }
        Duration cpuTime = limits.cpuTime();
        if (cpuTime != null) {
            command.add("--cpu=" + cpuTime.toSeconds());
        }
        long threads = threads(limits);
        // Outside of a sandbox the kernel counts everything that the user runs.
        command.add("--nproc=" + (sandbox ? threads : threads + threadsOfTheMachine()));
        return command;
    }

    private static long threads(WorkerLimits limits) {
        return (long) limits.maxProcesses() * THREADS_PER_PROCESS;
    }

    // The fourth field: those that run / all that there are.
    private static long threadsOfTheMachine() {
        try {
            String load = Files.readString(Path.of("/proc/loadavg"));
            return Long.parseLong(load.split(" ", 5)[3].replaceAll(".*/", ""));
        } catch (IOException e) {
            return 0;
        }
    }

    private static List<String> powerless() {
        List<String> command = new ArrayList<>(SETPRIV);
        command.addAll(POWERLESS);
        return command;
    }

    private static boolean isRoots(Path file) {
        try {
            return Files.getAttribute(file, "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    static boolean works(List<String> tool) {
        List<String> command = new ArrayList<>(tool);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
