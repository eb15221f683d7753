package io.darkroom.processor.endpoint;

import io.darkroom.events.Channel;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.worker.ResultDocument;
import io.darkroom.processor.api.worker.WorkerProtocolException;
import io.darkroom.processor.worker.Claimant;
import io.darkroom.processor.worker.FairShare;
import io.darkroom.processor.worker.ProcessorPool;
import io.darkroom.processor.worker.WorkerMetrics;
import io.darkroom.processor.worker.WorkerOutcome;
import io.darkroom.processor.worker.WorkerRun;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a processor's images to its endpoint, so many at a time. While nothing listens there, or it says that it
/// cannot just now, images wait, as they do for workers that do not come up; one that is on its way has its deadline.
/// Thread-safe.
public final class EndpointPool implements ProcessorPool {

    private static final Logger log = LoggerFactory.getLogger(EndpointPool.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    // Too many requests; unavailable.
    private static final Set<Integer> NOT_NOW = Set.of(429, 503);

    private final String processor;
    private final Endpoint endpoint;
    private final String version;
    private final int size;
    private final FairShare<Integer> places;
    private final WorkerMetrics metrics;
    private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();
    // No redirects: where images go is for the configuration to say. The older protocol, because an upgrade would
    // have to come before the body.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private volatile boolean away;
    private volatile boolean closed;

    /// @param processor the processor's configured name
    /// @param version what the manifest shows if the endpoint does not tell
    /// @param size how many images at a time
    /// @param shares how large each lane's share of these is
    public EndpointPool(
            String processor,
            Endpoint endpoint,
            String version,
            int size,
            Map<Channel, Integer> shares,
            MeterRegistry registry) {
        this.processor = processor;
        this.endpoint = endpoint;
        this.version = version;
        this.size = size;
        this.places = new FairShare<>(shares);
        this.metrics = new WorkerMetrics(registry, processor);
        metrics.observe(this);
    }

    @Override
    public void start() {
        for (int place = 0; place < size; place++) {
            places.add(place);
        }
    }

    @Override
    public WorkerRun process(Claimant claimant, ImageRequest request) throws IOException, InterruptedException {
        int place = places.await(claimant);
        try {
            while (true) {
                long begin = System.nanoTime();
                try {
                    Ended ended = withinDeadline(request);
                    away(false, "");
                    Duration took = Duration.ofNanos(System.nanoTime() - begin);
                    metrics.ran(ended.outcome(), took);
                    return new WorkerRun(ended.outcome(), ended.version(), took);
                } catch (EndpointAwayException e) {
                    away(true, String.valueOf(e.getMessage()));
                    Thread.sleep(PAUSE);
                }
            }
        } finally {
            places.done(claimant);
            places.add(place);
        }
    }

    private record Ended(WorkerOutcome outcome, String version) {}

    private Ended withinDeadline(ImageRequest request) throws IOException, InterruptedException, EndpointAwayException {
        if (closed) {
            throw new InterruptedException("the pool was closed");
        }
        Future<Ended> exchange = exchanges.submit(() -> exchange(request));
        try {
            return exchange.get(request.timeLeft().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Ended(new WorkerOutcome.TimedOut(), version);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case EndpointAwayException cause -> throw cause;
                case IOException cause -> throw cause;
                case InterruptedException cause -> throw cause;
                case null, default -> throw new IllegalStateException("an image cannot be sent", e);
            }
        } finally {
            // Hangs up, if it is not at its end.
            exchange.cancel(true);
        }
    }

    private Ended exchange(ImageRequest image) throws IOException, InterruptedException, EndpointAwayException {
        HttpRequest request = endpoint.request(image);
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new EndpointAwayException(
                    "nothing answers at " + request.uri().getAuthority());
        } catch (FileNotFoundException e) {
            throw e;
        } catch (IOException e) {
            return hungUp(e);
        }
        if (NOT_NOW.contains(response.statusCode())) {
            response.body().close();
            throw new EndpointAwayException("it answers with status " + response.statusCode());
        }
        try {
            ResultDocument document = endpoint.read(response, image);
            return new Ended(
                    new WorkerOutcome.Answered(document.answer()),
                    Objects.requireNonNullElse(document.version(), version));
        } catch (WorkerProtocolException e) {
            return new Ended(new WorkerOutcome.Broke(String.valueOf(e.getMessage())), version);
        } catch (IOException e) {
            return hungUp(e);
        }
    }

    private Ended hungUp(IOException cause) {
        return new Ended(new WorkerOutcome.Died(false, "the endpoint hung up: " + cause.getMessage()), version);
    }

    private void away(boolean isAway, String why) {
        if (isAway != away) {
            away = isAway;
            if (isAway) {
                log.atWarn()
                        .addKeyValue("processor", processor)
                        .addKeyValue("why", why)
                        .log("An endpoint is away; its images wait");
            } else {
                log.atInfo().addKeyValue("processor", processor).log("An endpoint is back");
            }
        }
    }

    @Override
    public String processor() {
        return processor;
    }

    @Override
    public int ready() {
        return away ? 0 : places.free();
    }

    @Override
    public int busy() {
        return away ? 0 : size - places.free();
    }

    @Override
    public int waiting(Channel lane) {
        return places.waiting(lane);
    }

    @Override
    public long residentBytes() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
        exchanges.shutdownNow();
        http.shutdownNow();
    }
}
