package io.darkroom.ingest;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;

/// Tells whether the service is being stopped. From then on nothing new is begun, so that the batch in hand ends soon,
/// and what goes wrong is no defect: the store's and the broker's clients are on their way out too.
@Component
public class Shutdown implements ApplicationListener<ContextClosedEvent> {

    private final ApplicationContext service;
    private volatile boolean begun;

    /// @param service whose end it is
    public Shutdown(ApplicationContext service) {
        this.service = service;
    }

    // The management context is closed, and says so here, by itself.
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        begun = begun || event.getApplicationContext().equals(service);
    }

    /// Whether the service is being stopped.
    public boolean hasBegun() {
        return begun;
    }
}
