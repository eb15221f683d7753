package io.darkroom.processor.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Starts worker processes: confined, with a clean environment and a scratch directory of their own.
///
/// All of them are started by one thread that lives as long as the platform: a worker asks the kernel to be
/// killed with its parent, and what the kernel takes for the parent is the thread.
public final class WorkerLauncher implements AutoCloseable {

    private final Path scratchRoot;
    private final LaunchTools tools;
    private final AtomicLong number = new AtomicLong();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("worker-launcher").daemon().factory());

    /// @param scratchRoot an existing directory; the workers' scratch directories come below it
    public WorkerLauncher(Path scratchRoot) {
        this(scratchRoot, LaunchTools.find());
    }

    WorkerLauncher(Path scratchRoot, LaunchTools tools) {
        this.scratchRoot = scratchRoot;
        this.tools = tools;
    }

    /// Starts one. It is not ready before its greeting.
    WorkerProcess launch(WorkerSpecification specification) throws WorkerStartException, InterruptedException {
        CompletableFuture<WorkerProcess> started = CompletableFuture.supplyAsync(() -> start(specification), thread);
        try {
            return started.get();
        } catch (InterruptedException e) {
            var _ = started.thenAccept(WorkerProcess::kill);
            throw e;
        } catch (ExecutionException e) {
            throw new WorkerStartException("it cannot be started: " + e.getCause(), e);
        }
    }

    private WorkerProcess start(WorkerSpecification specification) {
        try {
            return tryToStart(specification);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WorkerProcess tryToStart(WorkerSpecification specification) throws IOException {
        Path scratch =
                Files.createDirectory(scratchRoot.resolve(specification.processor() + "-" + number.incrementAndGet()));
        ProcessBuilder builder = new ProcessBuilder(tools.confine(specification.command(), specification.limits()));
        builder.directory(scratch.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(environment(scratch));
        environment.putAll(specification.environment());
        Process process = builder.start();
        return new WorkerProcess(specification.processor(), process, new ProcessTree(process, tools.setsid()), scratch);
    }

    // Everything else of ours, credentials above all, stays here.
    private static Map<String, String> environment(Path scratch) {
        @Nullable String path = System.getenv("PATH");
        return Map.of(
                "PATH",
                path == null ? "/usr/local/bin:/usr/bin:/bin" : path,
                "LANG",
                "C.UTF-8",
                "HOME",
                scratch.toString(),
                "TMPDIR",
                scratch.toString());
    }

    /// Ends the thread, and by that whatever worker is left.
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
