package io.darkroom.processor.api.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A process, started as the platform starts one: a clean environment, a directory of its own.
final class Launched {

    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final Path errors;

    Launched(List<String> prefix, List<String> command, Path scratch) throws IOException {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        errors = scratch.resolve("standard-error");
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.directory(scratch.toFile());
        builder.redirectError(errors.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", Objects.requireNonNullElse(System.getenv("PATH"), "/usr/local/bin:/usr/bin:/bin"));
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", scratch.toString());
        environment.put("TMPDIR", scratch.toString());
        process = builder.start();
    }

    Process process() {
        return process;
    }

    /// How it ended, with its last words.
    String ending() throws InterruptedException {
        boolean ended = process.waitFor(1, TimeUnit.SECONDS);
        String status = ended ? "it ended with exit status " + process.exitValue() : "it closed its output";
        String last = lastWords();
        return last.isEmpty() ? status : status + ": " + last;
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(errors);
            return lines.isEmpty() ? "" : lines.getLast();
        } catch (IOException e) {
            return "";
        }
    }

    void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
