package io.darkroom.processor;

import io.darkroom.events.ImageFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of the processor service.
///
/// @param workDirectory where originals and results lie while they are worked on; created if it is not
///     there. Best a fast disk or a memory file system
/// @param workReserve room that there must be in the work directory, beyond the original, before an
///     image is begun
/// @param builtInDirectory where the built-in processors lie; by default the folder `processors` beside the
///     program
/// @param drainTimeout how long images in flight may take to end when the service stops
/// @param lanes how the two ways in share the workers
/// @param results what a processor may make of an image
/// @param processors what is run on every image, in this order
@ConfigurationProperties("darkroom.processor")
public record ProcessorProperties(
        Path workDirectory,
        @DefaultValue("64MB") DataSize workReserve,
        @Nullable Path builtInDirectory,
        @DefaultValue("12s") Duration drainTimeout,
        @DefaultValue Lanes lanes,
        @DefaultValue Results results,
        List<Processor> processors) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /// @throws IllegalArgumentException if something is missing, or a processor stands twice
    public ProcessorProperties {
        require(workDirectory != null, "work-directory is missing");
        require(processors != null && !processors.isEmpty(), "processors: there must be at least one");
        processors = List.copyOf(processors);
        Set<String> names = new HashSet<>();
        for (Processor processor : processors) {
            require(names.add(processor.name()), "processors: '" + processor.name() + "' stands twice");
        }
    }

    /// The two lanes.
    ///
    /// @param uploaded for uploads
    /// @param streamed for the stream
    public record Lanes(
            @DefaultValue Lane uploaded, @DefaultValue Lane streamed) {}

    /// A lane.
    ///
    /// @param inFlight images worked on at a time, including those that wait for a worker or for the store
    /// @param share of the workers that the lane can count on, in proportion to the other's; what one
    ///     does not use, the other may
    public record Lane(
            @DefaultValue("8") int inFlight,
            @DefaultValue("1") int share) {

        /// @throws IllegalArgumentException if a number is not positive
        public Lane {
            require(inFlight >= 1, "lanes: in-flight must be 1 or more");
            require(share >= 1, "lanes: share must be 1 or more");
        }
    }

    /// Limits on what one processor makes of one image.
    ///
    /// @param maxFiles result files
    /// @param maxFileSize length of a result file
    /// @param mediaTypes types of result files; for images the bytes must agree
    /// @param maxLabels labels
    /// @param maxAttributes attributes
    public record Results(
            @DefaultValue("32") int maxFiles,
            @DefaultValue("64MB") DataSize maxFileSize,

            @DefaultValue({"image/jpeg", "image/png", "image/webp", "image/avif", "image/gif", "application/json"})
            Set<String> mediaTypes,

            @DefaultValue("100") int maxLabels,
            @DefaultValue("100") int maxAttributes) {

        /// @throws IllegalArgumentException if a type of image is listed that cannot be told by its bytes
        public Results {
            for (String type : mediaTypes) {
                require(
                        !type.startsWith("image/")
                                || ImageFormat.ofMediaType(type).isPresent(),
                        "results: '" + type + "' cannot be told by its bytes");
            }
        }
    }

    /// A processor: a worker program, built in or named by its command.
    ///
    /// @param name its name in manifests and statistics: lower-case letters, digits and hyphens
    /// @param builtIn which built-in processor it is; null if there is a command
    /// @param command the program and its arguments; empty for a built-in one
    /// @param javaOptions options of the JVM that runs a built-in one, after those that are always given
    /// @param environment variables added to the few that every worker gets
    /// @param parameters handed over with every image
    /// @param mediaTypes of the originals that it is run on
    /// @param poolSize how many worker processes; 0 means one per core
    /// @param startTimeout until a worker must be ready
    /// @param deadline for one image; then the worker is killed
    /// @param memoryLimit resident memory of a worker beyond which it is killed
    /// @param addressSpaceLimit limit that the kernel sets on each of its processes; none if null
    /// @param recycleAfter images after which a fresh worker takes its place
    /// @param recycleAboveMemory resident memory after an image beyond which a fresh worker takes its place
    public record Processor(
            String name,
            @Nullable String builtIn,
            @DefaultValue List<String> command,
            @DefaultValue List<String> javaOptions,
            @DefaultValue Map<String, String> environment,
            @DefaultValue Map<String, String> parameters,
            @DefaultValue Set<String> mediaTypes,
            @DefaultValue("0") int poolSize,
            @DefaultValue("60s") Duration startTimeout,
            @DefaultValue("60s") Duration deadline,
            @DefaultValue("1GB") DataSize memoryLimit,
            @Nullable DataSize addressSpaceLimit,
            @DefaultValue("5000") int recycleAfter,
            @DefaultValue("512MB") DataSize recycleAboveMemory) {

        private static final int MAX_PARAMETER_CHARACTERS = 16_384;

        /// @throws IllegalArgumentException if something is missing or out of range
        public Processor {
            require(name != null && NAME.matcher(name).matches(), "processors: a name is of a-z, 0-9 and '-'");
            String which = "processors: '" + name + "': ";
            require((builtIn == null) != command.isEmpty(), which + "either built-in or command must be given");
            require(!mediaTypes.isEmpty(), which + "media-types is missing");
            require(poolSize >= 0, which + "pool-size must not be negative");
            require(startTimeout.isPositive(), which + "start-timeout must be positive");
            require(deadline.isPositive(), which + "deadline must be positive");
            require(recycleAfter >= 1, which + "recycle-after must be 1 or more");
            require(
                    memoryLimit.compareTo(recycleAboveMemory) >= 0,
                    which + "recycle-above-memory must not be more than memory-limit");
            int characters = parameters.entrySet().stream()
                    .mapToInt(
                            entry -> entry.getKey().length() + entry.getValue().length())
                    .sum();
            require(characters <= MAX_PARAMETER_CHARACTERS, which + "parameters are too long");
        }

        /// The pool size with the cores counted.
        int workers() {
            return poolSize == 0 ? Runtime.getRuntime().availableProcessors() : poolSize;
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
