package io.darkroom.processor.worker;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.command.CommandLine;
import io.darkroom.processor.worker.Child.Belongings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Starts child processes: confined, with a clean environment and a scratch directory of their own.
///
/// All of them are started by one thread that lives as long as the platform: a worker asks the kernel to be
/// killed with its parent, and what the kernel takes for the parent is the thread.
public final class WorkerLauncher implements AutoCloseable {

    private static final Duration TABLE_AGE = Duration.ofMillis(250);
    private static final Duration TO_FINISH = Duration.ofSeconds(20);

    private final Path scratchRoot;
    private final LaunchTools tools;
    private final AtomicLong number = new AtomicLong();
    private @Nullable ProcessTable table;
    private long tableReadAt;
    private volatile boolean closed;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("worker-launcher").daemon().factory());

    /// @param scratchRoot an existing directory; the workers' scratch directories come below it
    /// @param sandbox whether they run in a sandbox
    public WorkerLauncher(Path scratchRoot, SandboxMode sandbox) {
        this(scratchRoot, LaunchTools.find(sandbox, scratchRoot));
    }

    WorkerLauncher(Path scratchRoot, LaunchTools tools) {
        this.scratchRoot = scratchRoot;
        this.tools = tools;
    }

    /// Starts a worker. It is not ready before its greeting.
    WorkerProcess launch(WorkerSpecification specification) throws WorkerStartException, InterruptedException {
        Child child = start(specification, _ -> specification.startCommand());
        return new WorkerProcess(specification.processor(), child);
    }

    /// Starts a command on an image.
    CommandRun run(WorkerSpecification specification, ImageRequest request)
            throws WorkerStartException, InterruptedException {
        AtomicReference<@Nullable ImageRequest> placed = new AtomicReference<>();
        Child child = start(specification, exchange -> {
            ImageRequest within = exchange.place(request);
            placed.set(within);
            return CommandLine.of(specification.command(), within);
        });
        return new CommandRun(specification, child, request, Objects.requireNonNull(placed.get()));
    }

    /// Words a child's command, once its directories are there.
    private interface Wording {
        List<String> command(Exchange exchange) throws IOException;
    }

    private Child start(WorkerSpecification specification, Wording wording)
            throws WorkerStartException, InterruptedException {
        CompletableFuture<Child> started =
                CompletableFuture.supplyAsync(() -> startHere(specification, wording), thread);
        try {
            return started.get();
        } catch (InterruptedException e) {
            var _ = started.thenAccept(Child::kill);
            throw e;
        } catch (ExecutionException e) {
            throw new WorkerStartException("it cannot be started: " + e.getCause(), e);
        }
    }

    private Child startHere(WorkerSpecification specification, Wording wording) {
        if (closed) {
            throw new IllegalStateException("the launcher is closed");
        }
        Path scratch = scratchRoot.resolve(specification.processor() + "-" + number.incrementAndGet());
        try {
            return startIn(scratch, specification, wording);
        } catch (IOException e) {
            Scratch.remove(scratch);
            throw new UncheckedIOException(e);
        }
    }

    private Child startIn(Path scratch, WorkerSpecification specification, Wording wording) throws IOException {
        Files.createDirectory(scratch);
        Exchange exchange = Exchange.in(scratch);
        List<String> confined = tools.confine(specification, wording.command(exchange), scratch, exchange);
        Optional<Path> group =
                tools.group(specification.limits(), scratch.getFileName().toString());
        try {
            List<String> command = new ArrayList<>(group.map(PidsGroups::enter).orElse(List.of()));
            command.addAll(confined);
            return started(specification, command, exchange, new Belongings(scratch, group));
        } catch (IOException e) {
            group.ifPresent(PidsGroups::remove);
            throw e;
        }
    }

    private Child started(
            WorkerSpecification specification, List<String> command, Exchange exchange, Belongings belongings)
            throws IOException {
        Path scratch = belongings.scratch();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(scratch.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(environment(scratch));
        environment.putAll(specification.environment());
        Process process = builder.start();
        ProcessTree tree = new ProcessTree(process, tools.setsid(), tools.sandbox());
        tree.preferAsVictim();
        return new Child(process, tree, exchange, belongings);
    }

    /// All processes, as they were a moment ago: many ask at once.
    synchronized ProcessTable processes() {
        long now = System.nanoTime();
        ProcessTable known = table;
        if (known == null || now - tableReadAt > TABLE_AGE.toNanos()) {
            known = ProcessTable.read();
            table = known;
            tableReadAt = now;
        }
        return known;
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

    /// Ends the thread, and by that whatever worker is left. A worker that nobody waits for any more while it is being
    /// started is gone by then.
    @Override
    public void close() {
        closed = true;
        thread.shutdown();
        try {
            var _ = thread.awaitTermination(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
    }
}
