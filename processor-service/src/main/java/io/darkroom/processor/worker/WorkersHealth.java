package io.darkroom.processor.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/// Whether every processor has a worker. While one has none, images wait; none fails for it. Out of service as long as
/// workers may still be coming up, down as soon as one did not become ready: then somebody must act.
public final class WorkersHealth extends AbstractHealthIndicator {

    private final WorkerPools pools;

    /// @param pools to look at
    public WorkersHealth(WorkerPools pools) {
        super("the workers cannot be looked at");
        this.pools = pools;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Status status = Status.UP;
        for (ProcessorPool pool : pools.pools()) {
            int ready = pool.ready();
            int busy = pool.busy();
            @Nullable String trouble = null;
            if (ready + busy == 0) {
                trouble = pool.trouble().orElse(null);
                status = trouble != null || status.equals(Status.DOWN) ? Status.DOWN : Status.OUT_OF_SERVICE;
            }
            builder.withDetail(pool.processor(), new PoolState(ready, busy, trouble));
        }
        builder.status(status);
    }

    /// A pool as operators see it.
    ///
    /// @param ready workers that wait for an image
    /// @param busy workers that have one
    /// @param trouble why there is neither, if that is known
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PoolState(int ready, int busy, @Nullable String trouble) {}
}
