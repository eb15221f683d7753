package io.darkroom.processor.worker;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/// Whether every processor has a worker. While one has none, images wait; none fails for it.
public final class WorkersHealth extends AbstractHealthIndicator {

    private final WorkerPools pools;

    /// @param pools to look at
    public WorkersHealth(WorkerPools pools) {
        super("the workers cannot be looked at");
        this.pools = pools;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (ProcessorPool pool : pools.pools()) {
            int ready = pool.ready();
            int busy = pool.busy();
            if (ready + busy == 0) {
                builder.outOfService();
            }
            builder.withDetail(pool.processor(), new PoolState(ready, busy));
        }
    }

    /// A pool as operators see it.
    ///
    /// @param ready workers that wait for an image
    /// @param busy workers that have one
    record PoolState(int ready, int busy) {}
}
