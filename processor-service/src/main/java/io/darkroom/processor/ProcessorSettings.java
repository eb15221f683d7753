package io.darkroom.processor;

import static io.darkroom.processor.ProcessorProperties.require;

import io.darkroom.processor.api.command.CommandLine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// A processor: built in, a plug-in in Java, a program of any language, or an endpoint.
///
/// @param name its name in manifests and statistics: lower-case letters, digits and hyphens
/// @param transport how it is reached
/// @param builtIn which built-in processor it is; null if it is none
/// @param plugIn which Java class of the plug-in directory it is, by the name that the class tells; null if it is
///     none
/// @param command the program and its arguments; for the transport `command` with `{input}` and `{outputDir}` in
///     place of the two paths
/// @param url where the endpoint is
/// @param openInference how to talk to a model server at the URL; null if the endpoint speaks the processors' own
///     protocol
/// @param version what manifests show of a command or an endpoint that does not tell its version
/// @param javaOptions options of the JVM that runs a built-in or a plug-in, after those that are always given
/// @param environment variables added to the few that every child process gets
/// @param headers added to every request to the endpoint
/// @param parameters handed over with every image, and kept in the manifest: no secrets
/// @param mediaTypes of the originals that it is run on
/// @param besidePrevious whether it runs at the same time as the one before it, because neither depends on the
///     other's refusal
/// @param poolSize how many images at a time; 0 means one per core
/// @param spares workers beyond these that stand ready to take the place of one that dies
/// @param maxSetAside of a worker: how many, beyond pool and spares, may be at an image at a time that takes far longer
///     than usual while others wait; 0 means that such a one keeps its place until the deadline. By default as many as
///     the pool has, if there are spares to take the places
/// @param startTimeout until a worker must be ready
/// @param deadline for one image; then whatever works on it is killed
/// @param memoryLimit resident memory of a worker with all that it started, beyond which it is killed
/// @param addressSpaceLimit limit that the kernel sets on each of its processes; none if null
/// @param cpuLimit CPU time that each of its processes may use in its life; none if null
/// @param maxProcesses how many processes a worker may be together with all that it started
/// @param recycleAfter images after which a fresh worker takes its place
/// @param recycleAboveMemory resident memory after an image beyond which a fresh worker takes its place
public record ProcessorSettings(
        String name,
        @DefaultValue("worker") Transport transport,
        @Nullable String builtIn,
        @Nullable String plugIn,
        @DefaultValue List<String> command,
        @Nullable URI url,
        @Nullable OpenInferenceSettings openInference,
        @DefaultValue("unknown") String version,
        @DefaultValue List<String> javaOptions,
        @DefaultValue Map<String, String> environment,
        @DefaultValue Map<String, String> headers,
        @DefaultValue Map<String, String> parameters,
        @DefaultValue Set<String> mediaTypes,
        @DefaultValue("false") boolean besidePrevious,
        @DefaultValue("0") int poolSize,
        @DefaultValue("1") int spares,
        @Nullable Integer maxSetAside,
        @DefaultValue("60s") Duration startTimeout,
        @DefaultValue("60s") Duration deadline,
        @DefaultValue("1GB") DataSize memoryLimit,
        @Nullable DataSize addressSpaceLimit,
        @Nullable Duration cpuLimit,
        @DefaultValue("64") int maxProcesses,
        @DefaultValue("5000") int recycleAfter,
        @DefaultValue("512MB") DataSize recycleAboveMemory) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int MAX_PARAMETER_CHARACTERS = 16_384;

    /// @throws IllegalArgumentException if something is missing, out of range or of another transport
    public ProcessorSettings {
        require(name != null && NAME.matcher(name).matches(), "processors: a name is of a-z, 0-9 and '-'");
        String which = "processors: '" + name + "': ";
        requireOneProgram(which, transport, builtIn, plugIn, command, url);
        require(openInference == null || transport == Transport.HTTP, which + "open-inference is for transport http");
        require(!mediaTypes.isEmpty(), which + "media-types is missing");
        require(poolSize >= 0, which + "pool-size must not be negative");
        require(spares >= 0, which + "spares must not be negative");
        requireSetAside(which, transport, maxSetAside, spares, workers(poolSize));
        require(startTimeout.isPositive(), which + "start-timeout must be positive");
        require(deadline.isPositive(), which + "deadline must be positive");
        require(cpuLimit == null || cpuLimit.toSeconds() >= 1, which + "cpu-limit must be 1s or more");
        require(maxProcesses >= 1, which + "max-processes must be 1 or more");
        require(recycleAfter >= 1, which + "recycle-after must be 1 or more");
        require(
                memoryLimit.compareTo(recycleAboveMemory) >= 0,
                which + "recycle-above-memory must not be more than memory-limit");
        require(lengthOf(parameters) <= MAX_PARAMETER_CHARACTERS, which + "parameters are too long");
    }

    private static void requireOneProgram(
            String which,
            Transport transport,
            @Nullable String builtIn,
            @Nullable String plugIn,
            List<String> command,
            @Nullable URI url) {
        switch (transport) {
            case WORKER -> {
                long given = Stream.of(builtIn, plugIn, command.isEmpty() ? null : command)
                        .filter(Objects::nonNull)
                        .count();
                require(given == 1 && url == null, which + "a worker has one of built-in, plug-in and command");
            }
            case COMMAND -> {
                require(
                        builtIn == null && plugIn == null && url == null && !command.isEmpty(),
                        which + "transport command has a command, and nothing else to run");
                require(
                        CommandLine.namesInput(command),
                        which + "the command must say where the path of the image goes: {input}");
            }
            case HTTP -> {
                require(
                        builtIn == null && plugIn == null && command.isEmpty(),
                        which + "transport http has a url, and nothing else to run");
                require(url != null && isHttp(url), which + "the url must be an http or https address");
            }
        }
    }

    private static void requireSetAside(
            String which, Transport transport, @Nullable Integer most, int spares, int workers) {
        if (most != null && most != 0) {
            require(transport == Transport.WORKER, which + "max-set-aside is for transport worker");
            require(most > 0 && most <= workers, which + "max-set-aside must be from 0 to pool-size, " + workers);
            require(spares > 0, which + "max-set-aside needs spares to take the places");
        }
    }

    private static boolean isHttp(URI url) {
        return url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    }

    private static int lengthOf(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }

    /// The pool size with the cores counted.
    int workers() {
        return workers(poolSize);
    }

    private static int workers(int poolSize) {
        return poolSize == 0 ? Runtime.getRuntime().availableProcessors() : poolSize;
    }

    /// How many workers may be set aside, with the default filled in.
    int mostSetAside() {
        if (maxSetAside != null) {
            return maxSetAside;
        }
        return transport == Transport.WORKER && spares > 0 ? workers() : 0;
    }
}
