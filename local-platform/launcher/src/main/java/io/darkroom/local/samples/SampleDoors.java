package io.darkroom.local.samples;

import io.darkroom.events.CustomerId;
import java.net.URI;
import java.util.Map;

/// Where samples are sent, and as whom.
///
/// @param gateway the platform's address
/// @param issuer who gives access tokens
/// @param bootstrapServers the broker that takes the stream
/// @param clients each customer's app
public record SampleDoors(
        URI gateway, URI issuer, String bootstrapServers, Map<CustomerId, ClientCredentials> clients) {

    /// @throws NullPointerException if a component is missing
    public SampleDoors {
        clients = Map.copyOf(clients);
    }

    /// The credentials of an app.
    ///
    /// @param id its client id
    /// @param secret its secret, never shown
    public record ClientCredentials(String id, String secret) {

        @Override
        public String toString() {
            return "ClientCredentials[id=" + id + "]";
        }
    }
}
