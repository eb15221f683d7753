package io.darkroom.processor.api.conformance;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Where processors are started and images are laid out.
///
/// @param settings what the kit is told
/// @param directory removed afterwards
/// @param number of what was laid out so far
record Bench(Settings settings, Path directory, AtomicInteger number) implements AutoCloseable {

    static Bench open(Settings settings) throws IOException {
        return new Bench(settings, Files.createTempDirectory("darkroom-conformance-"), new AtomicInteger());
    }

    /// Starts the processor in a directory of its own.
    Session start(String... prefix) throws IOException {
        return settings.subject().start(Files.createDirectory(next("home")), List.of(prefix));
    }

    /// Lays out an image.
    ImageRequest request(byte[] image) throws IOException {
        Path input = Files.write(next("image"), image);
        Path output = Files.createDirectory(next("out"));
        return new ImageRequest(
                "image-" + number.get(),
                input,
                output,
                settings.mediaType(),
                settings.deadline(),
                settings.parameters());
    }

    /// Lays out the good image.
    ImageRequest good() throws IOException {
        return request(settings.image().get());
    }

    private Path next(String what) {
        return directory.resolve(what + "-" + number.incrementAndGet());
    }

    /// Has an image done that must be taken.
    ///
    /// @throws ViolationException if it is not, or if what was made of it is not as it should be
    static ProcessorAnswer.Done done(Session session, ImageRequest request)
            throws ViolationException, IOException, InterruptedException {
        session.send(request);
        return done(session.await(request), request);
    }

    /// Judges what came of an image that must be taken.
    static ProcessorAnswer.Done done(Reply reply, ImageRequest request) throws ViolationException, IOException {
        return switch (reply) {
            case Reply.Answered(ProcessorAnswer.Done done) -> {
                ResultFiles.check(done, request.outputDirectory());
                yield done;
            }
            case Reply.Answered(ProcessorAnswer.Rejected rejected) ->
                throw new ViolationException(
                        "it rejected a good image: " + rejected.reason() + ", " + rejected.message());
            case Reply.Answered(ProcessorAnswer.Failed failed) ->
                throw new ViolationException("it failed on a good image: " + failed.message());
            case Reply.None none -> throw new ViolationException(none.how());
        };
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
