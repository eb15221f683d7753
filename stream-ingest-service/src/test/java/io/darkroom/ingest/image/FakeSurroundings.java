package io.darkroom.ingest.image;

import io.darkroom.events.ImageFormat;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.Topics;
import io.darkroom.ingest.IngestProperties;
import io.darkroom.ingest.Shutdown;
import io.darkroom.store.ImageStore;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.store.StoreSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.util.unit.DataSize;

/// An [ImageIntake] between fakes.
public final class FakeSurroundings {

    public static final Instant NOW = Instant.parse("2026-11-22T10:15:31Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final String ALLOWED_BUCKET = "acme-dropbox";
    public static final StoreSettings SETTINGS =
            StoreSettings.local(URI.create("http://127.0.0.1:1"), new StoreSettings.Credentials("access", "secret"));
    public static final IngestProperties PROPERTIES = new IngestProperties(
            EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG),
            DataSize.ofBytes(1_000),
            Set.of(ALLOWED_BUCKET),
            8,
            3,
            new IngestProperties.Consumer(1, Duration.ofMinutes(1), Duration.ofMinutes(2)),
            new IngestProperties.BackOff(Duration.ofMillis(1), Duration.ofMillis(5)));

    private final ApplicationContext service = new StaticApplicationContext();
    public final InMemoryImageStore store = new InMemoryImageStore();
    public final FakeBroker broker = new FakeBroker();
    public final Shutdown shutdown = new Shutdown(service);

    public ImageIntake intake() {
        return intake(store);
    }

    /// With a store that stands before the fake one.
    public ImageIntake intake(ImageStore before) {
        var publisher = broker.publisher();
        var rejections = new Rejections(
                before,
                new FailedOutcomes(before, publisher, SETTINGS.retention(), CLOCK),
                new StandingImages(before, publisher),
                broker.deadLetterWriter());
        var bytes = new SubmittedBytes(before, SETTINGS, PROPERTIES);
        return new ImageIntake(new Acceptance(before, publisher, bytes, PROPERTIES), rejections, shutdown, PROPERTIES);
    }

    /// The service begins to stop.
    public void beginShutdown() {
        shutdown.onApplicationEvent(new ContextClosedEvent(service));
    }

    public List<ImageReceived> received() {
        return broker.events(Topics.STREAMED, ImageReceived.class);
    }

    public List<ImageProcessed> processed() {
        return broker.events(Topics.PROCESSED, ImageProcessed.class);
    }
}
