package io.darkroom.processor.worker;

import io.darkroom.events.Channel;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The pools of all processors. They are started with the service and ended after the lanes have stopped.
public final class WorkerPools implements AutoCloseable {

    private final WorkerLauncher launcher;
    private final List<WorkerPool> pools;

    /// Starts a pool for each specification, in the background.
    ///
    /// @param scratchRoot an existing directory; the workers' scratch directories come below it
    /// @param shares how large each lane's share of every pool is
    public WorkerPools(
            Path scratchRoot,
            List<WorkerSpecification> specifications,
            Map<Channel, Integer> shares,
            MeterRegistry registry) {
        launcher = new WorkerLauncher(scratchRoot);
        pools = specifications.stream()
                .map(specification -> new WorkerPool(specification, launcher, shares, registry))
                .toList();
        pools.forEach(WorkerPool::start);
    }

    /// In the order of the specifications.
    public List<WorkerPool> pools() {
        return pools;
    }

    @Override
    public void close() {
        pools.forEach(WorkerPool::close);
        launcher.close();
    }
}
