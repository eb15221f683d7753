package io.darkroom.local.samples;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sends requests that may be repeated, and repeats them while the other side says that it is busy or away, up to a
/// deadline.
final class PatientHttp implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 502, 503, 504);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final Duration deadline;
    private final Duration pause;

    /// @param deadline how long to go on trying
    /// @param pause between two attempts, unless the other side asks for another
    PatientHttp(Duration deadline, Duration pause) {
        this.deadline = deadline;
        this.pause = pause;
    }

    /// The first answer that is not "try again".
    ///
    /// @param what is asked for, for messages
    /// @throws SampleFailedException if there is none before the deadline
    HttpResponse<String> send(HttpRequest request, String what) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            Attempt attempt = attempt(request);
            HttpResponse<String> answer = attempt.answer();
            if (answer != null && !TRY_AGAIN.contains(answer.statusCode())) {
                return answer;
            }
            if (System.nanoTime() + pause.toNanos() > end) {
                throw new SampleFailedException(
                        "%s did not give %s within %d s: %s"
                                .formatted(request.uri(), what, deadline.toSeconds(), attempt.why()),
                        attempt.failure());
            }
            sleep(answer == null ? pause : retryAfter(answer));
        }
    }

    private record Attempt(
            @Nullable HttpResponse<String> answer, @Nullable IOException failure) {

        String why() {
            return answer != null ? "HTTP " + answer.statusCode() + " " + answer.body() : String.valueOf(failure);
        }
    }

    private Attempt attempt(HttpRequest request) {
        try {
            return new Attempt(client.send(request, BodyHandlers.ofString()), null);
        } catch (IOException e) {
            return new Attempt(null, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Duration retryAfter(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,4}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .filter(asked -> asked.compareTo(LONGEST_PAUSE) <= 0)
                .filter(asked -> asked.compareTo(deadline) < 0)
                .orElse(pause);
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static SampleFailedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SampleFailedException("Interrupted while sending samples", e);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
