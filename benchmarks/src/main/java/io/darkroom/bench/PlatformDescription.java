package io.darkroom.bench;

import io.darkroom.events.CustomerId;
import io.darkroom.local.samples.SampleDoors;
import io.darkroom.local.samples.SampleDoors.ClientCredentials;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `platform.json` says about a running platform, as far as it is needed here.
///
/// @param isReady whether everything can be used
/// @param doors where images are sent
/// @param database where numbers are read
/// @param launcher the process of the launcher, which is the gateway too
/// @param processes the processes of servers and services, by name
record PlatformDescription(
        boolean isReady, SampleDoors doors, Database database, long launcher, Map<String, Long> processes) {

    static final CustomerId ACME = new CustomerId("acme");
    static final CustomerId GLOBEX = new CustomerId("globex");

    /// Where analysts read.
    ///
    /// @param jdbcUrl its address
    /// @param user the analysts' role
    /// @param password its password
    record Database(String jdbcUrl, String user, String password) {}

    static PlatformDescription parse(byte[] json) {
        JsonNode platform = JsonMapper.shared().readTree(json);
        JsonNode reader = platform.path("biReader");
        return new PlatformDescription(
                platform.path("ready").asBoolean(),
                new SampleDoors(
                        URI.create(platform.path("gateway").asString()),
                        URI.create(platform.path("issuer").asString()),
                        platform.path("kafka").asString(),
                        Stream.of(ACME, GLOBEX)
                                .collect(Collectors.toMap(
                                        customer -> customer, customer -> client(platform, customer)))),
                new Database(
                        platform.path("jdbc").asString(),
                        reader.path("user").asString(),
                        reader.path("password").asString()),
                platform.path("launcher").asLong(),
                processes(platform.path("processes")));
    }

    private static ClientCredentials client(JsonNode platform, CustomerId customer) {
        JsonNode client = platform.path("clients").path(customer.value());
        return new ClientCredentials(
                client.path("id").asString(), client.path("secret").asString());
    }

    private static Map<String, Long> processes(JsonNode processes) {
        Map<String, Long> pids = new TreeMap<>();
        processes
                .properties()
                .forEach(process -> pids.put(
                        process.getKey(), process.getValue().path("pid").asLong()));
        return pids;
    }
}
