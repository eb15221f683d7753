package io.darkroom.processor.worker;

import io.darkroom.events.Channel;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.worker.WorkerGreeting;
import io.darkroom.processor.worker.WorkerMetrics.Cause;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The workers of one processor. Keeps as many ready as configured: whichever dies, hangs, talks
/// nonsense, has done enough or grew too large is replaced at once by a spare, and the spare in the background,
/// with growing pauses while none comes up. Thread-safe.
public final class WorkerPool implements ProcessorPool {

    private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);

    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(2);
    private static final Duration MEMORY_CHECK = Duration.ofMillis(100);

    /// How long a worker that is just coming up, or has done enough, may take to be gone when the pool closes.
    private static final Duration TO_NOTICE = Duration.ofSeconds(20);

    private final WorkerSpecification specification;
    private final WorkerLauncher launcher;
    private final WorkerMetrics metrics;
    private final FairShare<Channel, WorkerProcess> workers;
    private final Set<WorkerProcess> busy = ConcurrentHashMap.newKeySet();
    private final Set<WorkerProcess> alive = ConcurrentHashMap.newKeySet();
    private final Queue<WorkerProcess> spares = new ConcurrentLinkedQueue<>();
    private final AtomicInteger missing = new AtomicInteger();
    private final Queue<Long> emptySince = new ConcurrentLinkedQueue<>();
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService watch;
    private final RestartPause pause = new RestartPause();
    private volatile String version = "unknown";
    private volatile @Nullable String unready;
    private volatile boolean closed;

    /// @param launcher starts its workers
    /// @param shares how large each lane's share of the workers is
    public WorkerPool(
            WorkerSpecification specification,
            WorkerLauncher launcher,
            Map<Channel, Integer> shares,
            MeterRegistry registry) {
        this.specification = specification;
        this.launcher = launcher;
        this.workers = new FairShare<>(shares);
        this.metrics = new WorkerMetrics(registry, specification.processor());
        this.watch = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                .name(specification.processor() + "-memory")
                .daemon()
                .factory());
        metrics.observe(this);
    }

    @Override
    public void prepare() {
        StartRecording recording = specification.recording();
        if (recording != null) {
            try {
                new StartRecorder(launcher).recordIfMissing(specification, recording);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void start() {
        missing.set(specification.poolSize());
        for (int i = 0; i < specification.poolSize(); i++) {
            int first = i;
            background.execute(() -> bringUpWithSpares(first));
        }
        var _ = watch.scheduleWithFixedDelay(
                this::watch, MEMORY_CHECK.toMillis(), MEMORY_CHECK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String processor() {
        return specification.processor();
    }

    @Override
    public int ready() {
        return workers.free();
    }

    @Override
    public int busy() {
        return busy.size();
    }

    int spare() {
        return spares.size();
    }

    @Override
    public long residentBytes() {
        return alive.stream().mapToLong(WorkerProcess::residentBytes).sum();
    }

    @Override
    public int waiting(Channel lane) {
        return workers.waiting(lane);
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(unready).map(reason -> "No worker becomes ready: " + reason);
    }

    @Override
    public WorkerRun process(Channel lane, ImageRequest request) throws IOException, InterruptedException {
        WorkerProcess worker = leaseOneThatLives(lane);
        busy.add(worker);
        long begin = System.nanoTime();
        WorkerOutcome outcome = null;
        try {
            outcome = worker.work(request);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            if (closed && !(outcome instanceof WorkerOutcome.Answered)) {
                // We killed it: nothing is known about the image.
                throw new InterruptedException("the pool was closed");
            }
            metrics.ran(outcome, took);
            return new WorkerRun(outcome, version, took);
        } finally {
            busy.remove(worker);
            workers.done(lane);
            release(worker, outcome);
        }
    }

    private WorkerProcess leaseOneThatLives(Channel lane) throws InterruptedException {
        WorkerProcess worker = workers.await(lane);
        while (worker.trouble().isDone()) {
            workers.done(lane);
            killAndReplace(worker, Cause.DIED_IDLE);
            worker = workers.await(lane);
        }
        return worker;
    }

    private void release(WorkerProcess worker, @Nullable WorkerOutcome outcome) {
        switch (outcome) {
            case WorkerOutcome.Answered _ -> {
                pause.reset();
                if (hasDoneEnough(worker)) {
                    recycle(worker);
                } else {
                    offer(worker);
                }
            }
            case WorkerOutcome.TimedOut _ -> killAndReplace(worker, Cause.TIMED_OUT);
            case WorkerOutcome.Died died ->
                killAndReplace(worker, died.outOfMemory() ? Cause.OUT_OF_MEMORY : Cause.CRASHED);
            case WorkerOutcome.Broke _ -> killAndReplace(worker, Cause.BROKE);
            case null -> killAndReplace(worker, Cause.ABANDONED);
        }
    }

    private void recycle(WorkerProcess worker) {
        boolean ends = inBackground(() -> worker.end(PATIENCE_AT_END));
        replace(worker, Cause.RECYCLED);
        if (!ends) {
            worker.kill();
        }
    }

    // Once the pool is closed nothing is brought up any more, and it has ended whoever was alive.
    private boolean inBackground(Runnable task) {
        try {
            background.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            log.trace("The pool is closed", e);
            return false;
        }
    }

    private boolean hasDoneEnough(WorkerProcess worker) {
        WorkerLimits limits = specification.limits();
        return worker.answered() >= limits.recycleAfterImages()
                || worker.residentBytes() > limits.recycleAboveMemory().toBytes();
    }

    // The replacement does not wait for the burial.
    private void killAndReplace(WorkerProcess worker, Cause cause) {
        replace(worker, cause);
        worker.kill();
    }

    private void replace(WorkerProcess worker, Cause cause) {
        alive.remove(worker);
        if (!closed) {
            metrics.replaced(cause);
            log.atInfo()
                    .addKeyValue("processor", specification.processor())
                    .addKeyValue("pid", worker.pid())
                    .addKeyValue("cause", cause.tag())
                    .log("A worker is replaced");
            missing.incrementAndGet();
            emptySince.add(System.nanoTime());
            fillFromSpares();
            inBackground(this::bringUp);
        }
    }

    // A spare that died in the meantime is noticed when it is offered.
    private void fillFromSpares() {
        while (missing.get() > 0) {
            WorkerProcess spare = spares.poll();
            if (spare == null) {
                return;
            }
            missing.decrementAndGet();
            Long since = emptySince.poll();
            if (since != null) {
                metrics.filled(Duration.ofNanos(System.nanoTime() - since));
            }
            offer(spare);
        }
    }

    // Spares come after those that are waited for.
    private void bringUpWithSpares(int first) {
        bringUp();
        for (int spare = first; spare < specification.spares(); spare += specification.poolSize()) {
            bringUp();
        }
    }

    private void bringUp() {
        try {
            Thread.sleep(pause.current());
            while (!closed && !tryToBringUp()) {
                Thread.sleep(pause.current());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryToBringUp() throws InterruptedException {
        WorkerProcess worker = null;
        boolean ready = false;
        StartRecording recording = specification.recording();
        boolean isReplayed = recording != null && recording.isUsed();
        try {
            worker = launcher.launch(specification);
            WorkerGreeting greeting =
                    worker.awaitGreeting(specification.limits().startTimeout());
            version = greeting.version();
            ready = true;
            unready = null;
            welcome(worker);
        } catch (WorkerStartException e) {
            pause.grow();
            unready = e.getMessage();
            if (recording != null && isReplayed) {
                recording.distrust();
            }
            metrics.replaced(Cause.UNREADY);
            log.atError()
                    .addKeyValue("processor", specification.processor())
                    .addKeyValue("command", specification.command())
                    .addKeyValue("reason", e.getMessage())
                    .log("A worker did not become ready; trying again");
        } finally {
            if (worker != null && !ready) {
                worker.kill();
            }
        }
        return ready;
    }

    private void welcome(WorkerProcess worker) {
        alive.add(worker);
        if (closed) {
            worker.kill();
            return;
        }
        var _ = worker.trouble().thenRun(() -> inBackground(() -> buryIfIdle(worker)));
        spares.add(worker);
        fillFromSpares();
    }

    // A worker in trouble is noticed twice: by the one who uses it, or here if nobody does.
    private void offer(WorkerProcess worker) {
        workers.add(worker);
        if (worker.trouble().isDone()) {
            buryIfIdle(worker);
        }
    }

    private void buryIfIdle(WorkerProcess worker) {
        if (workers.remove(worker)) {
            pause.grow();
            killAndReplace(worker, Cause.DIED_IDLE);
        } else if (spares.remove(worker)) {
            pause.grow();
            missing.decrementAndGet();
            killAndReplace(worker, Cause.DIED_IDLE);
        }
    }

    private void watch() {
        try {
            busy.forEach(worker -> worker.restrain(specification.limits(), launcher.processes()));
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("The workers cannot be watched just now");
        }
    }

    /// Ends all workers, in the middle of an image if there is one, and waits until they are gone.
    @Override
    public void close() {
        closed = true;
        watch.shutdownNow();
        background.shutdownNow();
        try (ExecutorService ending = Executors.newVirtualThreadPerTaskExecutor()) {
            alive.forEach(worker -> ending.execute(() -> worker.end(PATIENCE_AT_END)));
        }
        awaitThoseInBetween();
    }

    // Who was coming up or had done enough is not among those that are alive: its thread was told to end it.
    private void awaitThoseInBetween() {
        try {
            if (!background.awaitTermination(TO_NOTICE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.atWarn().addKeyValue("processor", specification.processor()).log("A worker does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
