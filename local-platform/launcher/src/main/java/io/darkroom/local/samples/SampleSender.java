package io.darkroom.local.samples;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Sends samples to the platform through its two doors: uploads as the customers' apps, with tokens, and the stream's
/// as
/// the external app. Sending a sample again is harmless: it is the same image.
///
/// A door that is busy or away is tried again for [#PATIENCE]. Thread-safe.
public final class SampleSender implements AutoCloseable {

    /// How long a door is tried.
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PatientHttp http;
    private final UploadDoor uploads;
    private final StreamDoor stream;

    /// @param doors where to send
    public SampleSender(SampleDoors doors) {
        this(doors, StreamDoor.to(doors.bootstrapServers()), new PatientHttp(PATIENCE, PAUSE));
    }

    SampleSender(SampleDoors doors, StreamDoor stream, PatientHttp http) {
        this.http = http;
        this.stream = stream;
        this.uploads = new UploadDoor(doors, http, new AccessTokens(doors, http, Clock.systemUTC()));
    }

    /// Sends samples one after another. Returns when the platform has accepted all; they come to their ends later.
    ///
    /// @param progress told after each
    /// @return the accepted samples in the same order; as many as were given
    /// @throws SampleFailedException if one is refused, or a door stays closed
    public List<SentSample> send(List<Sample> samples, Consumer<SampleProgress> progress) {
        List<SentSample> sent = new ArrayList<>();
        for (Sample sample : samples) {
            SentSample accepted = send(sample);
            sent.add(accepted);
            progress.accept(new SampleProgress(sent.size(), samples.size(), accepted));
        }
        return sent;
    }

    private SentSample send(Sample sample) {
        return new SentSample(
                sample,
                switch (sample.channel()) {
                    case UPLOAD -> uploads.send(sample);
                    case STREAM -> stream.send(sample);
                });
    }

    /// Lets go of the connections.
    @Override
    public void close() {
        stream.close();
        http.close();
    }
}
