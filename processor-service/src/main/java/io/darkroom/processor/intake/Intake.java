package io.darkroom.processor.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.SmartLifecycle;

/// Starts and stops the lanes. At the end reading stops, what is in flight may end and is acknowledged, and
/// what has not ended in time is left to be delivered again.
///
/// Meters, tagged with the lane: `darkroom.processor.lane.in.flight`, `darkroom.processor.lane.waiting`
/// (gauges): alert when a lane waits and has nothing in flight.
final class Intake implements SmartLifecycle {

    private final List<LaneReader> readers;
    private final Duration drainTimeout;
    private volatile boolean running;

    Intake(List<LaneReader> readers, Duration drainTimeout, MeterRegistry registry) {
        this.readers = readers;
        this.drainTimeout = drainTimeout;
        for (LaneReader reader : readers) {
            String lane = reader.name();
            registry.gauge("darkroom.processor.lane.in.flight", LaneReader.tags(lane), reader.lane(), Lane::inFlight);
            registry.gauge("darkroom.processor.lane.waiting", LaneReader.tags(lane), reader.lane(), Lane::waiting);
        }
    }

    @Override
    public void start() {
        readers.forEach(LaneReader::start);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            readers.forEach(reader -> together.execute(() -> reader.stop(drainTimeout)));
        }
    }

    List<LaneReader> readers() {
        return readers;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
