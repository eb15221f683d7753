package io.darkroom.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/// A real server in a child process, on a port of this machine and a data directory that outlives it: after a stop or a
/// kill, [#start()] brings it back with its data and its address.
///
/// Its log is `server.log` in the data directory, unless it is told another one.
public abstract class LocalServer implements Server, AutoCloseable {

    private static final Duration START_DEADLINE = Duration.ofMinutes(3);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final Duration RECORDING_GRACE = Duration.ofMinutes(2);

    private final String name;
    private final Path directory;
    private final int port;
    private volatile Path log;
    private volatile boolean isRecorded;
    private final AtomicReference<Optional<ChildProcess>> child = new AtomicReference<>(Optional.empty());

    /// @param name what to call it in messages
    /// @param directory where it keeps its data
    /// @param port the port, or 0 for any free one
    protected LocalServer(String name, Path directory, int port) {
        this.name = name;
        this.directory = directory.toAbsolutePath();
        this.log = this.directory.resolve("server.log");
        this.port = port == 0 ? Ports.free() : port;
    }

    /// Starts the server and waits until it can be used.
    ///
    /// @throws ServerFailedException if its port is in use, it ends by itself or is not ready in time
    /// @throws IllegalStateException if it runs
    @Override
    public final synchronized void start() {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        ports().forEach(each -> Ports.requireFree(each, name));
        ChildProcess started = ChildProcess.start(name, command(), environment(), log);
        child.set(Optional.of(started));
        try {
            started.awaitReady(this::probe, START_DEADLINE);
        } catch (ServerFailedException e) {
            started.kill();
            throw e;
        }
    }

    private List<String> command() {
        return isRecorded ? program().recordedCommand(arguments()) : program().command(arguments());
    }

    /// Records its next start, to be replayed by all later ones; the recording is made when it stops, which takes some
    /// seconds.
    public final void recordStart() {
        isRecorded = true;
    }

    /// The recording of its start.
    public final StartRecording recording() {
        return StartRecording.of(program());
    }

    /// Stops the server in order; nothing happens if it does not run. A start that goes on meanwhile fails.
    public final void stop() {
        child.getAndSet(Optional.empty()).ifPresent(running -> running.stop(isRecorded ? RECORDING_GRACE : STOP_GRACE));
        if (isRecorded) {
            recording().publish();
        }
    }

    @Override
    public final void kill() {
        child.getAndSet(Optional.empty()).ifPresent(ChildProcess::kill);
    }

    @Override
    public final void suspend() {
        child.get().ifPresent(running -> running.signal("STOP"));
    }

    @Override
    public final void resume() {
        child.get().ifPresent(running -> running.signal("CONT"));
    }

    @Override
    public final void close() {
        stop();
    }

    @Override
    public final String name() {
        return name;
    }

    /// The port that it serves.
    public final int port() {
        return port;
    }

    /// Makes it log elsewhere, from the next start on.
    public final void logTo(Path file) {
        log = file.toAbsolutePath();
    }

    /// Where it logs.
    public final Path log() {
        return log;
    }

    /// The end of its log, to be shown to a person.
    public final String logTail() {
        return child.get().map(ChildProcess::logTail).orElse("");
    }

    /// Whether its process runs.
    @Override
    public final boolean isAlive() {
        return child.get().map(ChildProcess::isAlive).orElse(false);
    }

    /// The id of its process, while it runs.
    public final Optional<Long> pid() {
        return child.get().filter(ChildProcess::isAlive).map(ChildProcess::pid);
    }

    /// Completes when the process that runs now ends, for whatever reason.
    public final CompletableFuture<Void> onExit() {
        return child.get()
                .map(running -> running.onExit().<Void>thenApply(_ -> null))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /// Where it keeps its data.
    protected final Path directory() {
        return directory;
    }

    /// All ports that it needs.
    public List<Integer> ports() {
        return List.of(port);
    }

    /// What to run.
    protected abstract JavaProgram program();

    /// With which arguments.
    protected abstract List<String> arguments();

    /// With which variables beyond those of this process.
    protected Map<String, String> environment() {
        return Map.of();
    }

    /// Whether it can be used.
    ///
    /// @throws Exception if not
    protected abstract void probe() throws Exception;
}
