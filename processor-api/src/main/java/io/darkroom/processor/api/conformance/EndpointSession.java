package io.darkroom.processor.api.conformance;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.http.EndpointProtocol;
import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// An endpoint that runs already.
final class EndpointSession implements Session {

    private static final int MAX_FILES = 32;
    private static final long MAX_FILE_BYTES = 64L << 20;

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable CompletableFuture<HttpResponse<InputStream>> exchange;

    EndpointSession(URI url) {
        this.url = url;
    }

    @Override
    public String ready() {
        return "an endpoint";
    }

    @Override
    public void send(ImageRequest request) throws IOException {
        exchange = http.sendAsync(EndpointProtocol.request(url, Map.of(), request), BodyHandlers.ofInputStream());
    }

    @Override
    public Reply await(ImageRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> sent = exchange;
        if (sent == null) {
            throw new IllegalStateException("nothing was sent");
        }
        try {
            HttpResponse<InputStream> response = sent.get(request.timeLeft().toMillis(), TimeUnit.MILLISECONDS);
            return new Reply.Answered(
                    EndpointProtocol.read(response, request.outputDirectory(), MAX_FILES, MAX_FILE_BYTES)
                            .answer());
        } catch (TimeoutException e) {
            return new Reply.None(
                    "it did not answer within " + request.timeLeft().toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Reply.None("it cannot be reached, or hung up: " + e.getCause());
        } catch (WorkerProtocolException | IOException e) {
            return new Reply.None(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<Process> process() {
        return Optional.empty();
    }

    @Override
    public void finish() {
        // It serves others too.
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
