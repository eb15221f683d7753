package io.darkroom.processor.worker;

import io.darkroom.events.Channel;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
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
/// with growing pauses while none comes up. One that takes far longer than usual while others wait is set aside: it
/// goes on without a seat, and is ended after its answer. Thread-safe.
public final class WorkerPool implements ProcessorPool {

    private static final Logger log = LoggerFactory.getLogger(WorkerPool.class);

    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(2);
    private static final Duration WATCH = Duration.ofMillis(100);

    /// How long a worker that is just coming up, or has done enough, may take to be gone when the pool closes.
    private static final Duration TO_NOTICE = Duration.ofSeconds(20);

    private final WorkerSpecification specification;
    private final WorkerLauncher launcher;
    private final WorkerMetrics metrics;
    private final FairShare<WorkerProcess> workers;
    private final Set<Channel> lanes;
    private final Leases<WorkerProcess> leases;
    private final Set<WorkerProcess> alive = ConcurrentHashMap.newKeySet();
    private final Queue<WorkerProcess> spares = new ConcurrentLinkedQueue<>();
    private final AtomicInteger missing = new AtomicInteger();
    private final Queue<Long> emptySince = new ConcurrentLinkedQueue<>();
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService watch;
    private final RestartPause pause = new RestartPause();
    private final WorkerStarts starts;
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
        this.lanes = Set.copyOf(shares.keySet());
        this.leases = new Leases<>(specification.maxSetAside(), System::nanoTime);
        this.metrics = new WorkerMetrics(registry, specification.processor());
        this.starts = new WorkerStarts(specification, launcher, metrics, pause);
        this.watch = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                .name(specification.processor() + "-watch")
                .daemon()
                .factory());
        metrics.observe(this);
    }

    @Override
    public void prepare() {
        starts.prepare();
    }

    @Override
    public void start() {
        missing.set(specification.poolSize());
        for (int i = 0; i < specification.poolSize(); i++) {
            int first = i;
            background.execute(() -> bringUpWithSpares(first));
        }
        var _ = watch.scheduleWithFixedDelay(this::watch, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
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
        return leases.seated();
    }

    @Override
    public int setAside() {
        return leases.setAside();
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
        return starts.trouble();
    }

    @Override
    public WorkerRun process(Claimant claimant, ImageRequest request) throws IOException, InterruptedException {
        Lease<WorkerProcess> lease = leases.begin(leaseOneThatLives(claimant), () -> workers.done(claimant));
        WorkerOutcome outcome = null;
        try {
            outcome = lease.worker().work(request);
            Duration took = leases.age(lease);
            if (closed && !(outcome instanceof WorkerOutcome.Answered)) {
                // We killed it: nothing is known about the image.
                throw new InterruptedException("the pool was closed");
            }
            learn(outcome, took);
            return new WorkerRun(outcome, starts.version(), took);
        } finally {
            end(lease, outcome);
        }
    }

    // Whoever refuses an image is quick: that says nothing of how long the work takes.
    private void learn(WorkerOutcome outcome, Duration took) {
        metrics.ran(outcome, took);
        if (outcome instanceof WorkerOutcome.Answered(ProcessorAnswer.Done _)) {
            leases.learn(took);
        }
    }

    private WorkerProcess leaseOneThatLives(Claimant claimant) throws InterruptedException {
        WorkerProcess worker = workers.await(claimant);
        while (worker.trouble().isDone()) {
            workers.done(claimant);
            killAndReplace(worker, Cause.DIED_IDLE);
            worker = workers.await(claimant);
        }
        return worker;
    }

    private void end(Lease<WorkerProcess> lease, @Nullable WorkerOutcome outcome) {
        if (lease.end()) {
            leases.remove(lease);
            release(lease.worker(), outcome);
        } else {
            dismiss(lease, outcome instanceof WorkerOutcome.Answered);
        }
    }

    // Another has had its seat since it was set aside, and its priority it never gets back.
    private void dismiss(Lease<WorkerProcess> lease, boolean hasAnswered) {
        WorkerProcess worker = lease.worker();
        if (!hasAnswered || !inBackground(() -> bury(lease, () -> worker.end(PATIENCE_AT_END)))) {
            bury(lease, worker::kill);
        }
    }

    private void bury(Lease<WorkerProcess> lease, Runnable ending) {
        try {
            ending.run();
        } finally {
            alive.remove(lease.worker());
            leases.remove(lease);
        }
    }

    private void release(WorkerProcess worker, @Nullable WorkerOutcome outcome) {
        if (!(outcome instanceof WorkerOutcome.Answered)) {
            killAndReplace(worker, Cause.of(outcome));
            return;
        }
        pause.reset();
        if (worker.hasDoneEnough(specification.limits())) {
            recycle(worker);
        } else {
            offer(worker);
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

    // The replacement does not wait for the burial.
    private void killAndReplace(WorkerProcess worker, Cause cause) {
        replace(worker, cause);
        worker.kill();
    }

    private void replace(WorkerProcess worker, Cause cause) {
        alive.remove(worker);
        giveSeatAway(worker, cause);
    }

    private void giveSeatAway(WorkerProcess worker, Cause cause) {
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
            starts.next(() -> !closed).ifPresent(this::welcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
            leases.forEachWorker(worker -> worker.restrain(specification.limits(), launcher.processes()));
            setAsideWhoeverIsOverdue();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("The workers cannot be watched just now");
        }
    }

    // Only for an image that waits, and only as long as a spare stands ready: a seat is never empty because of it.
    private void setAsideWhoeverIsOverdue() {
        while (lanes.stream().anyMatch(lane -> workers.waiting(lane) > 0) && !spares.isEmpty()) {
            Optional<Lease<WorkerProcess>> overdue = leases.setOneAside();
            if (overdue.isEmpty()) {
                return;
            }
            WorkerProcess worker = overdue.get().worker();
            inBackground(() -> worker.makeWay(launcher.processes()));
            giveSeatAway(worker, Cause.SET_ASIDE);
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
