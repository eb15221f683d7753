package io.darkroom.local;

import io.darkroom.events.CustomerId;
import io.darkroom.local.samples.Sample;
import io.darkroom.local.samples.SampleDoors;
import io.darkroom.local.samples.SampleDoors.ClientCredentials;
import io.darkroom.local.samples.SampleFailedException;
import io.darkroom.local.samples.SampleImages;
import io.darkroom.local.samples.SampleProgress;
import io.darkroom.local.samples.SampleSender;
import io.darkroom.local.samples.SentSample;
import io.darkroom.servers.OpenIdIssuer;
import io.darkroom.servers.ServerFailedException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Shows that the platform works: sends the sample images through both doors and waits for what becomes of them.
final class Demonstration {

    /// The samples are the same at each start, and so are their ids: sent again, they are the same images.
    private static final long SEED = 1;

    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int SHOWN_EVERY = 10;

    private final SampleDoors doors;
    private final Numbers numbers;
    private final Console console;

    Demonstration(SampleDoors doors, Numbers numbers, Console console) {
        this.doors = doors;
        this.numbers = numbers;
        this.console = console;
    }

    /// Sends the samples and returns when each has come to its end.
    ///
    /// @throws ServerFailedException if one does not
    void run() throws InterruptedException {
        console.progress("Sending sample images");
        try (SampleSender sender = new SampleSender(doors)) {
            List<Sample> samples = SampleImages.of(SEED);
            List<UUID> sent = sender.send(samples, this::show).stream()
                    .map(SentSample::imageId)
                    .map(id -> id.value())
                    .toList();
            awaitEnds(sent);
        } catch (SampleFailedException e) {
            throw new ServerFailedException("The sample images cannot be sent: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new ServerFailedException("The numbers cannot be read: " + e.getMessage(), e);
        }
    }

    /// The doors of a platform, with the demo customers' apps.
    static SampleDoors doors(URI gateway, URI issuer, String bootstrapServers) {
        Map<CustomerId, ClientCredentials> apps = Stream.of("acme", "globex")
                .collect(Collectors.toMap(
                        CustomerId::new,
                        name -> new ClientCredentials(name + "-app", OpenIdIssuer.secretOf(name + "-app"))));
        return new SampleDoors(gateway, issuer, bootstrapServers, apps);
    }

    private void show(SampleProgress progress) {
        if (progress.sent() % SHOWN_EVERY == 0 || progress.sent() == progress.total()) {
            console.progress("%d of %d samples are accepted".formatted(progress.sent(), progress.total()));
        }
    }

    private void awaitEnds(List<UUID> images) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        long shown = -1;
        for (long ended = numbers.ended(images); ended < images.size(); ended = numbers.ended(images)) {
            if (ended != shown) {
                console.progress("%d of %d have come to their ends".formatted(ended, images.size()));
                shown = ended;
            }
            if (System.nanoTime() > deadline) {
                throw new ServerFailedException("%d of %d samples have not come to an end in %d s"
                        .formatted(images.size() - ended, images.size(), DEADLINE.toSeconds()));
            }
            Thread.sleep(PAUSE);
        }
        console.progress("All %d have come to their ends".formatted(images.size()));
    }

    /// Prints what became of all images so far.
    void report() {
        try {
            console.print("");
            console.print(Report.numbers(numbers.outcomes(), numbers.balance()));
        } catch (SQLException e) {
            console.warn("The numbers cannot be read: " + e.getMessage());
        }
    }
}
