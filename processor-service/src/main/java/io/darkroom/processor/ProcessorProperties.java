package io.darkroom.processor;

import io.darkroom.events.ImageFormat;
import io.darkroom.processor.worker.SandboxMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of the processor service. A key that is none of them stops the start: a limit that is misspelt
/// must not go unnoticed.
///
/// @param workDirectory where originals and results lie while they are worked on; created if it is not
///     there. Best a fast disk or a memory file system
/// @param workReserve room that there must be in the work directory, beyond the original, before an
///     image is begun
/// @param builtInDirectory where the built-in processors lie; by default the folder `processors` beside the
///     program
/// @param plugInDirectory where the jars of the company's own Java processors lie; null if there are none
/// @param recordStarts whether the starts of Java workers are recorded, in a file beside their jars where that can
///     be written, and later ones made quick by it
/// @param sandbox whether child processes run in a sandbox without network
/// @param drainTimeout how long images in flight may take to end when the service stops
/// @param lanes how the two ways in share the workers
/// @param results what a processor may make of an image
/// @param processors what is run on every image, in this order, or side by side where they say so
@ConfigurationProperties(prefix = "darkroom.processor", ignoreUnknownFields = false)
public record ProcessorProperties(
        Path workDirectory,
        @DefaultValue("64MB") DataSize workReserve,
        @Nullable Path builtInDirectory,
        @Nullable Path plugInDirectory,
        @DefaultValue("true") boolean recordStarts,
        @DefaultValue("auto") SandboxMode sandbox,
        @DefaultValue("12s") Duration drainTimeout,
        @DefaultValue Lanes lanes,
        @DefaultValue Results results,
        List<ProcessorSettings> processors) {

    /// @throws IllegalArgumentException if something is missing, or a processor stands twice
    public ProcessorProperties {
        require(workDirectory != null, "work-directory is missing");
        require(processors != null && !processors.isEmpty(), "processors: there must be at least one");
        processors = List.copyOf(processors);
        Set<String> names = new HashSet<>();
        for (ProcessorSettings processor : processors) {
            require(names.add(processor.name()), "processors: '" + processor.name() + "' stands twice");
        }
        require(
                !processors.getFirst().besidePrevious(),
                "processors: '" + processors.getFirst().name() + "': beside-previous, but it is the first");
    }

    /// The two lanes.
    ///
    /// @param uploaded for uploads
    /// @param streamed for the stream
    public record Lanes(
            @DefaultValue Lane uploaded, @DefaultValue Lane streamed) {}

    /// A lane.
    ///
    /// @param inFlight images worked on at a time, including those that wait for a worker or for the
    ///     store
    /// @param share of the workers that the lane can count on, in proportion to the other's; what one
    ///     does not use, the other may
    /// @param readAhead events read before those in front of them have ended: so far a customer's image
    ///     is reached behind another's. Each takes some kB of memory, and so many may be delivered
    ///     again after a crash
    public record Lane(
            @DefaultValue("8") int inFlight,
            @DefaultValue("1") int share,
            @DefaultValue("5000") int readAhead) {

        /// @throws IllegalArgumentException if a number is not positive
        public Lane {
            require(inFlight >= 1, "lanes: in-flight must be 1 or more");
            require(share >= 1, "lanes: share must be 1 or more");
            require(readAhead >= 2 * inFlight, "lanes: read-ahead must be at least twice in-flight");
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

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
