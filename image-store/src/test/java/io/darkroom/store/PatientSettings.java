package io.darkroom.store;

import java.net.URI;
import java.time.Duration;

/// Settings for a server on this machine that give up on no answer, however busy the machine is.
final class PatientSettings {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private PatientSettings() {}

    static StoreSettings of(URI endpoint, StoreSettings.Credentials credentials) {
        return new StoreSettings(
                endpoint,
                null,
                null,
                true,
                null,
                null,
                null,
                credentials,
                new StoreSettings.Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE.multipliedBy(3), null),
                null);
    }
}
