package io.darkroom.processor.worker;

import io.darkroom.events.Channel;
import io.darkroom.processor.api.ImageRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a processor's program once per image, so many at a time. Thread-safe.
public final class CommandPool implements ProcessorPool {

    private static final Logger log = LoggerFactory.getLogger(CommandPool.class);

    private static final Duration WATCH = Duration.ofMillis(100);

    private final WorkerSpecification specification;
    private final WorkerLauncher launcher;
    private final WorkerMetrics metrics;
    private final FairShare<Integer> places;
    private final Set<CommandRun> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch;
    private volatile boolean closed;

    /// @param launcher starts the program
    /// @param shares how large each lane's share of the places is
    public CommandPool(
            WorkerSpecification specification,
            WorkerLauncher launcher,
            Map<Channel, Integer> shares,
            MeterRegistry registry) {
        this.specification = specification;
        this.launcher = launcher;
        this.places = new FairShare<>(shares);
        this.metrics = new WorkerMetrics(registry, specification.processor());
        this.watch = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                .name(specification.processor() + "-watch")
                .daemon()
                .factory());
        metrics.observe(this);
    }

    @Override
    public void start() {
        for (int place = 0; place < specification.poolSize(); place++) {
            places.add(place);
        }
        var _ = watch.scheduleWithFixedDelay(this::watch, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public WorkerRun process(Claimant claimant, ImageRequest request) throws IOException, InterruptedException {
        int place = places.await(claimant);
        try {
            return run(request);
        } finally {
            places.done(claimant);
            places.add(place);
        }
    }

    private WorkerRun run(ImageRequest request) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        CommandRun.Ended ended = ended(request);
        if (closed && !(ended.outcome() instanceof WorkerOutcome.Answered)) {
            // We killed it: nothing is known about the image.
            throw new InterruptedException("the pool was closed");
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        metrics.ran(ended.outcome(), took);
        return new WorkerRun(ended.outcome(), ended.version(), took);
    }

    private CommandRun.Ended ended(ImageRequest request) throws IOException, InterruptedException {
        CommandRun run;
        try {
            run = launcher.run(specification, request);
        } catch (WorkerStartException e) {
            // The program was there when the service started: something is wrong with the machine.
            throw new IOException("a command cannot be started", e);
        }
        running.add(run);
        try {
            if (closed) {
                run.kill();
            }
            return run.await();
        } finally {
            running.remove(run);
        }
    }

    private void watch() {
        try {
            running.forEach(run -> run.restrain(launcher.processes()));
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("The commands cannot be watched just now");
        }
    }

    @Override
    public String processor() {
        return specification.processor();
    }

    @Override
    public int ready() {
        return places.free();
    }

    @Override
    public int busy() {
        return running.size();
    }

    @Override
    public int waiting(Channel lane) {
        return places.waiting(lane);
    }

    @Override
    public long residentBytes() {
        return running.stream().mapToLong(CommandRun::residentBytes).sum();
    }

    @Override
    public void close() {
        closed = true;
        watch.shutdownNow();
        running.forEach(CommandRun::kill);
    }
}
