package io.darkroom.processor.worker;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The pools of all processors. They are started with the service and ended after the lanes have stopped.
public final class WorkerPools implements AutoCloseable {

    private final WorkerLauncher launcher;
    private final List<ProcessorPool> pools;

    /// Prepares the pools, waits for that, and starts them in the background.
    ///
    /// @param launcher what they start their processes with; ended after them
    public WorkerPools(WorkerLauncher launcher, List<ProcessorPool> pools) {
        this.launcher = launcher;
        this.pools = List.copyOf(pools);
        prepare(pools);
        pools.forEach(ProcessorPool::start);
    }

    private static void prepare(List<ProcessorPool> pools) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            pools.forEach(pool -> threads.execute(pool::prepare));
        }
    }

    /// In the order of the configuration.
    public List<ProcessorPool> pools() {
        return pools;
    }

    @Override
    public void close() {
        pools.forEach(ProcessorPool::close);
        launcher.close();
    }
}
