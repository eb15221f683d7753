package io.darkroom.stats.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/// Whether events are being counted. Down if only a new start can help: a consumer has died, or a batch hangs. While
/// the database is away it is up and says since when it waits: that heals by itself.
@Component("intakeHealthIndicator")
class IntakeHealth extends AbstractHealthIndicator {

    // Every call to the database ends in seconds, one way or the other.
    private static final Duration HANGS_AFTER = Duration.ofMinutes(5);

    private final KafkaListenerEndpointRegistry listeners;
    private final IntakeState state;
    private final Clock clock;

    IntakeHealth(KafkaListenerEndpointRegistry listeners, IntakeState state, Clock clock) {
        this.listeners = listeners;
        this.state = state;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        boolean consumes = Optional.ofNullable(listeners.getListenerContainer(ImageEventListener.ID))
                .map(MessageListenerContainer::isInExpectedState)
                .orElse(false);
        boolean hangs = state.oldestBatch()
                .filter(begin -> begin.plus(HANGS_AFTER).isBefore(clock.instant()))
                .isPresent();
        builder.status(consumes && !hangs ? Status.UP : Status.DOWN);
        builder.withDetail("consumes", consumes).withDetail("hangs", hangs);
        state.failingSince().ifPresent(since -> builder.withDetail("waitsSince", since));
    }
}
