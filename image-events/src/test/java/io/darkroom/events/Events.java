package io.darkroom.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Events for tests: those that the golden files show, and arbitrary ones.
final class Events {

    static final ImageId IMAGE = ImageId.parse("018f0000-0000-7000-8000-000000000001");
    static final CustomerId ACME = new CustomerId("acme");

    private static final Instant RECEIVED_AT = Instant.parse("2026-03-01T10:15:30.123Z");
    private static final Instant FINISHED_AT = Instant.parse("2026-03-01T10:15:32.250Z");
    private static final Sha256 SHA_256_OF_TEST =
            new Sha256("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    private static final Sha256 SHA_256_OF_NOTHING = Sha256.of(new byte[0]);

    private Events() {}

    /// The event of a golden file.
    static ImageEvent golden(String name) {
        return switch (name) {
            case "image-received" -> received();
            case "image-received-again" -> receivedAgain();
            case "image-processed" -> processed();
            case "image-failed" -> failed();
            default -> throw new IllegalArgumentException(name);
        };
    }

    static ImageReceived received() {
        return new ImageReceived(
                IMAGE,
                ACME,
                Channel.UPLOAD,
                RECEIVED_AT,
                1,
                "image/jpeg",
                4218442,
                SHA_256_OF_TEST,
                new ObjectLocation("darkroom-raw", "raw/acme/" + IMAGE),
                "Grüße aus Köln ☃.jpg",
                Map.of("camera", "x100", "album", "summer"));
    }

    private static ImageReceived receivedAgain() {
        return new ImageReceived(
                IMAGE,
                ACME,
                Channel.STREAM,
                Instant.parse("2026-03-01T10:15:30Z"),
                2,
                "image/png",
                0,
                SHA_256_OF_NOTHING,
                new ObjectLocation("darkroom-raw", "raw/acme/" + IMAGE),
                null,
                Map.of());
    }

    static ImageProcessed processed() {
        String results = "results/acme/" + IMAGE;
        return new ImageProcessed(
                IMAGE,
                ACME,
                Channel.UPLOAD,
                RECEIVED_AT,
                "image/jpeg",
                4218442,
                SHA_256_OF_TEST,
                1,
                Instant.parse("2026-03-01T10:15:31.004Z"),
                FINISHED_AT,
                Outcome.PROCESSED,
                null,
                new SourceFacts(4000, 3000, 1, 6, "srgb"),
                List.of(
                        new ImageResult(
                                "large",
                                "image/webp",
                                1536,
                                2048,
                                184220,
                                SHA_256_OF_TEST,
                                new ObjectLocation("darkroom-results", results + "/large.webp")),
                        new ImageResult(
                                "exif-summary",
                                "application/json",
                                null,
                                null,
                                311,
                                SHA_256_OF_NOTHING,
                                new ObjectLocation("darkroom-results", results + "/exif-summary.json"))),
                List.of(new Label("harbour", 0.875)),
                List.of(new ProcessorRun("renditions", "1.0.0", 812)),
                Instant.parse("2026-03-08T10:15:32.250Z"));
    }

    static ImageProcessed failed() {
        return new ImageProcessed(
                IMAGE,
                ACME,
                Channel.STREAM,
                RECEIVED_AT,
                "image/jpeg",
                100,
                null,
                3,
                Instant.parse("2026-03-01T10:15:31.004Z"),
                FINISHED_AT,
                Outcome.FAILED,
                new Failure(FailureCode.PROCESSOR_TIMEOUT, "The image took longer than 30 seconds.", "renditions"),
                null,
                List.of(),
                List.of(),
                List.of(),
                Instant.parse("2026-03-08T10:15:32.250Z"));
    }

    static Arbitrary<ImageEvent> arbitrary() {
        return Arbitraries.oneOf(arbitraryReceived(), arbitraryProcessed());
    }

    private static Arbitrary<ImageReceived> arbitraryReceived() {
        return Combinators.combine(
                        ids(),
                        customers(),
                        Arbitraries.of(Channel.class),
                        instants(),
                        Arbitraries.integers().between(1, Integer.MAX_VALUE),
                        Arbitraries.longs().greaterOrEqual(0),
                        digests(),
                        texts().injectNull(0.3))
                .flatAs((image, customer, channel, at, attempt, size, sha256, fileName) -> Arbitraries.maps(
                                texts(), texts())
                        .ofMaxSize(3)
                        .map(attributes -> new ImageReceived(
                                image,
                                customer,
                                channel,
                                at,
                                attempt,
                                "image/jpeg",
                                size,
                                sha256,
                                new ObjectLocation("darkroom-raw", "raw/" + customer + "/" + image),
                                fileName,
                                attributes)));
    }

    private static Arbitrary<ImageProcessed> arbitraryProcessed() {
        return Combinators.combine(
                        ids(),
                        customers(),
                        Arbitraries.of(Channel.class),
                        instants(),
                        failures().injectNull(0.5),
                        sourceFacts().injectNull(0.3),
                        results().list().ofMaxSize(3),
                        labels().list().ofMaxSize(3))
                .flatAs((image, customer, channel, at, failure, source, results, labels) -> processorRuns()
                        .list()
                        .ofMaxSize(3)
                        .map(runs -> new ImageProcessed(
                                image,
                                customer,
                                channel,
                                at,
                                "image/png",
                                results.size(),
                                results.isEmpty() ? null : results.getFirst().sha256(),
                                1 + labels.size(),
                                at,
                                at.plusSeconds(5),
                                failure == null ? Outcome.PROCESSED : Outcome.FAILED,
                                failure,
                                source,
                                results,
                                labels,
                                runs,
                                at.plusSeconds(600_000))));
    }

    private static Arbitrary<ImageId> ids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                .as((high, low) -> new ImageId(new UUID(high, low)));
    }

    private static Arbitrary<CustomerId> customers() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .ofMinLength(1)
                .ofMaxLength(63)
                .map(CustomerId::new);
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(0, 4_102_444_800_000_000L)
                .map(micros -> Instant.EPOCH.plusNanos(micros * 1000));
    }

    private static Arbitrary<Sha256> digests() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(8).map(Sha256::of);
    }

    // Surrogates that stand alone are no text: UTF-8 cannot carry them.
    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(20)
                .filter(text -> text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
    }

    private static Arbitrary<Failure> failures() {
        return Combinators.combine(Arbitraries.of(FailureCode.class), texts(), texts().injectNull(0.5))
                .as(Failure::new);
    }

    private static Arbitrary<SourceFacts> sourceFacts() {
        Arbitrary<Integer> sizes = Arbitraries.integers().greaterOrEqual(1);
        return Combinators.combine(sizes, sizes, sizes, Arbitraries.integers().between(1, 8), texts())
                .as(SourceFacts::new);
    }

    private static Arbitrary<ImageResult> results() {
        Arbitrary<Integer> sizes = Arbitraries.integers().greaterOrEqual(1).injectNull(0.3);
        return Combinators.combine(
                        customers(), sizes, sizes, Arbitraries.longs().greaterOrEqual(0), digests())
                .as((name, width, height, size, sha256) -> new ImageResult(
                        name.value(),
                        "image/webp",
                        width,
                        height,
                        size,
                        sha256,
                        new ObjectLocation("darkroom-results", "results/" + name)));
    }

    private static Arbitrary<Label> labels() {
        return Combinators.combine(
                        texts().filter(text -> !text.isEmpty()),
                        Arbitraries.doubles().between(0, 1))
                .as(Label::new);
    }

    private static Arbitrary<ProcessorRun> processorRuns() {
        return Combinators.combine(
                        texts().filter(text -> !text.isEmpty()),
                        texts(),
                        Arbitraries.longs().greaterOrEqual(0))
                .as(ProcessorRun::new);
    }
}
