package io.darkroom.processor.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/// The small programs of util-linux that confine a worker before it starts. Each replaces itself by the
/// next, so the worker keeps the process id that we know. Where one is missing, as on macOS, workers
/// run without what it gives.
///
/// @param setsid a session and process group of its own, so that everything the worker started can be
///     killed at once
/// @param prlimit limits on address space, file size and descriptors; no core dumps
/// @param setpriv no new privileges, and death with the platform
record LaunchTools(boolean setsid, boolean prlimit, boolean setpriv) {

    private static final Logger log = LoggerFactory.getLogger(LaunchTools.class);

    private static final int MAX_DESCRIPTORS = 1024;
    private static final List<String> SETSID = List.of("setsid");
    private static final List<String> PRLIMIT = List.of("prlimit", "--core=0");
    private static final List<String> SETPRIV = List.of("setpriv", "--no-new-privs", "--pdeathsig", "KILL");

    /// Tries each of them and logs what is missing.
    static LaunchTools find() {
        LaunchTools tools = new LaunchTools(works(SETSID), works(PRLIMIT), works(SETPRIV));
        if (tools.setsid && tools.prlimit && tools.setpriv) {
            log.info("Workers are confined by setsid, prlimit and setpriv");
        } else {
            log.atWarn()
                    .addKeyValue("setsid", tools.setsid)
                    .addKeyValue("prlimit", tools.prlimit)
                    .addKeyValue("setpriv", tools.setpriv)
                    .log("Workers are confined only in part: install util-linux for the rest");
        }
        return tools;
    }

    List<String> confine(List<String> command, WorkerLimits limits) {
        List<String> confined = new ArrayList<>();
        if (setsid) {
            confined.addAll(SETSID);
        }
        if (prlimit) {
            confined.addAll(PRLIMIT);
            confined.add("--nofile=" + MAX_DESCRIPTORS);
            confined.add("--fsize=" + limits.maxFileSize().toBytes());
            DataSize addressSpace = limits.addressSpace();
            if (addressSpace != null) {
                confined.add("--as=" + addressSpace.toBytes());
            }
        }
        if (setpriv) {
            confined.addAll(SETPRIV);
        }
        confined.addAll(command);
        return confined;
    }

    private static boolean works(List<String> tool) {
        List<String> command = new ArrayList<>(tool);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
