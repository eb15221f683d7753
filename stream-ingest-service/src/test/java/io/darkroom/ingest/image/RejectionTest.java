package io.darkroom.ingest.image;

import static io.darkroom.ingest.image.FakeSurroundings.ALLOWED_BUCKET;
import static io.darkroom.ingest.image.FakeSurroundings.NOW;
import static io.darkroom.ingest.image.SampleImages.bmp;
import static io.darkroom.ingest.image.SampleImages.jpeg;
import static io.darkroom.ingest.image.Submission.ACME;
import static io.darkroom.ingest.image.Submission.APPENDED_AT;
import static io.darkroom.ingest.image.Submission.imageId;
import static io.darkroom.ingest.image.Submission.inline;
import static io.darkroom.ingest.image.Submission.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.darkroom.events.Channel;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Outcome;
import io.darkroom.events.Sha256;
import io.darkroom.store.Bucket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RejectionTest {

    private static final byte[] CAT = jpeg("a cat");

    private final FakeSurroundings surroundings = new FakeSurroundings();
    private final ImageIntake intake = surroundings.intake();

    static Stream<Arguments> breachesOfASenderThatIsKnown() {
        String dropbox = "s3://" + ALLOWED_BUCKET + "/";
        return Stream.of(
                argumentSet("no bytes", inline("x", new byte[0]), FailureCode.EMPTY),
                argumentSet("a tombstone", inline("x", null), FailureCode.EMPTY),
                argumentSet("too large", inline("x", jpeg("x".repeat(1_000))), FailureCode.TOO_LARGE),
                argumentSet("a format not taken", inline("x", bmp("x")), FailureCode.UNSUPPORTED_MEDIA_TYPE),
                argumentSet("no image", inline("x", new byte[] {1, 2, 3}), FailureCode.UNSUPPORTED_MEDIA_TYPE),
                argumentSet("another digest", inline("x", CAT).sha256Of(jpeg("a dog")), FailureCode.CHECKSUM_MISMATCH),
                argumentSet("no digest", inline("x", CAT).with("ce_sha256", "cafe"), FailureCode.INVALID_EVENT),
                argumentSet(
                        "a digest in upper case",
                        inline("x", CAT).with("ce_sha256", Sha256.of(CAT).hex().toUpperCase(Locale.ROOT)),
                        FailureCode.INVALID_EVENT),
                argumentSet("no version", inline("x", CAT).without("ce_specversion"), FailureCode.INVALID_EVENT),
                argumentSet("another version", inline("x", CAT).with("ce_specversion", "2"), FailureCode.INVALID_EVENT),
                argumentSet("no type", inline("x", CAT).without("ce_type"), FailureCode.INVALID_EVENT),
                argumentSet("another type", inline("x", CAT).with("ce_type", "cat.v1"), FailureCode.INVALID_EVENT),
                argumentSet(
                        "bytes and a reference",
                        inline("x", CAT).with("ce_dataref", dropbox + "cat"),
                        FailureCode.INVALID_EVENT),
                argumentSet("a reference to nothing", reference("x", dropbox + "none"), FailureCode.INVALID_EVENT),
                argumentSet("a foreign bucket", reference("x", "s3://secrets/cat"), FailureCode.INVALID_EVENT),
                argumentSet(
                        "one of our buckets",
                        reference("x", "s3://darkroom-raw/raw/globex/1"),
                        FailureCode.INVALID_EVENT),
                argumentSet("no S3 reference", reference("x", "http://localhost/cat"), FailureCode.INVALID_EVENT),
                argumentSet("a reference without key", reference("x", dropbox), FailureCode.INVALID_EVENT),
                argumentSet("a control character", reference("x", dropbox + "a\nb"), FailureCode.INVALID_EVENT),
                argumentSet("a key too long", reference("x", dropbox + "k".repeat(1_025)), FailureCode.INVALID_EVENT),
                argumentSet("an empty object", reference("x", dropbox + "empty"), FailureCode.EMPTY),
                argumentSet("an object too large", reference("x", dropbox + "large"), FailureCode.TOO_LARGE),
                argumentSet(
                        "an object with another digest",
                        reference("x", dropbox + "cat").sha256Of(jpeg("a dog")),
                        FailureCode.CHECKSUM_MISMATCH));
    }

    @ParameterizedTest
    @MethodSource("breachesOfASenderThatIsKnown")
    void aBreachEndsAsOneFailedImageAndADeadLetter(Submission submission, FailureCode code) {
        surroundings.store.putForeign(new ObjectLocation(ALLOWED_BUCKET, "cat"), CAT);
        surroundings.store.putForeign(new ObjectLocation(ALLOWED_BUCKET, "empty"), new byte[0]);
        surroundings.store.putForeign(new ObjectLocation(ALLOWED_BUCKET, "large"), jpeg("x".repeat(1_000)));

        Taken taken = intake.takeIn(submission.record());

        assertThat(taken).isEqualTo(new Taken.Rejected(code));
        assertThat(surroundings.processed()).singleElement().satisfies(event -> {
            assertThat(event.imageId()).isEqualTo(imageId("x"));
            assertThat(event.customerId()).isEqualTo(ACME);
            assertThat(event.channel()).isEqualTo(Channel.STREAM);
            assertThat(event.receivedAt()).isEqualTo(APPENDED_AT);
            assertThat(event.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(event.failure().code()).isEqualTo(code);
            assertThat(event.retainedUntil()).isEqualTo(NOW.plus(Duration.ofDays(7)));
        });
        assertThat(surroundings.store.findManifest(ACME, imageId("x")))
                .hasValueSatisfying(manifest -> assertThat(manifest.processed())
                        .isEqualTo(surroundings.processed().getFirst()));
        assertThat(surroundings.store.keys(Bucket.RAW)).isEmpty();
        assertThat(surroundings.received()).isEmpty();
        assertThat(deadLetterHeaders()).containsEntry("dlt-code", code.name());
    }

    static Stream<Arguments> breachesOfASenderThatIsNotKnown() {
        return Stream.of(
                argumentSet("no id", inline("x", CAT).without("ce_id")),
                argumentSet("a blank id", inline("x", CAT).with("ce_id", " ")),
                argumentSet("an id with a line feed", inline("x", CAT).with("ce_id", "a\nb")),
                argumentSet("no source", inline("x", CAT).without("ce_source")),
                argumentSet("no customer", inline("x", CAT).without("ce_customerid")),
                argumentSet("a customer that is none", inline("x", CAT).with("ce_customerid", "../globex")));
    }

    @ParameterizedTest
    @MethodSource("breachesOfASenderThatIsNotKnown")
    void aBreachThatNobodyCanBeToldOfIsADeadLetter(Submission submission) {
        Taken taken = intake.takeIn(submission.record());

        assertThat(taken).isEqualTo(new Taken.Rejected(FailureCode.INVALID_EVENT));
        assertThat(surroundings.processed()).isEmpty();
        assertThat(surroundings.store.keys(Bucket.RESULTS)).isEmpty();
        assertThat(surroundings.broker.deadLetters()).hasSize(1);
    }

    @Test
    void aDeadLetterIsTheRecordItselfAndSaysWhyAndWhich() {
        byte[] binaryKey = {(byte) 0xff, 0, (byte) 0xfe};

        intake.takeIn(inline("x", bmp("x")).keyed(binaryKey).at(4, 4711).record());

        ProducerRecord<byte[], byte[]> letter =
                surroundings.broker.deadLetters().getFirst();
        assertThat(letter.topic()).isEqualTo("images.external-dlt");
        assertThat(letter.key()).isEqualTo(binaryKey);
        assertThat(letter.value()).isEqualTo(bmp("x"));
        assertThat(deadLetterHeaders())
                .containsEntry("ce_id", "x")
                .containsEntry("ce_customerid", "acme")
                .containsEntry("dlt-code", "UNSUPPORTED_MEDIA_TYPE")
                .containsEntry("dlt-topic", "images.external")
                .containsEntry("dlt-partition", "4")
                .containsEntry("dlt-offset", "4711")
                .hasEntrySatisfying("dlt-reason", reason -> assertThat(reason).contains("image/jpeg, image/png"));
    }

    @Test
    void aDeadLetterThatIsSentAgainSaysOnlyWhatIsWrongNow() {
        intake.takeIn(inline("x", bmp("x"))
                .with("dlt-code", "INTERNAL")
                .with("dlt-offset", "1")
                .record());

        assertThat(surroundings.broker.deadLetters().getFirst().headers().headers("dlt-code"))
                .hasSize(1);
        assertThat(deadLetterHeaders()).containsEntry("dlt-code", "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aRecordTooLargeForTheDeadLetterTopicGoesThereWithoutItsValue() {
        surroundings.broker.limitDeadLetters(900);

        intake.takeIn(inline("x", bmp("x".repeat(950))).record());

        assertThat(surroundings.broker.deadLetters().getFirst().value()).isNull();
        assertThat(deadLetterHeaders()).containsEntry("dlt-omitted", "value").containsEntry("ce_id", "x");
    }

    @Test
    void aRecordWithHeadersTooLargeForTheDeadLetterTopicGoesThereWithoutThem() {
        surroundings.broker.limitDeadLetters(900);

        intake.takeIn(inline("x", bmp("x")).with("junk", "x".repeat(950)).record());

        assertThat(deadLetterHeaders())
                .containsOnlyKeys("dlt-code", "dlt-reason", "dlt-topic", "dlt-partition", "dlt-offset", "dlt-omitted");
    }

    @Test
    void aBadRecordDeliveredAgainIsTheSameFailedImage() {
        intake.takeIn(inline("x", bmp("x")).record());

        Taken taken = intake.takeIn(inline("x", bmp("x")).record());

        assertThat(taken).isEqualTo(new Taken.Rejected(FailureCode.UNSUPPORTED_MEDIA_TYPE));
        assertThat(surroundings.processed())
                .hasSize(2)
                .containsOnly(surroundings.processed().getFirst());
        assertThat(surroundings.broker.deadLetters()).hasSize(2);
    }

    @Test
    void aBadRecordIsToldTheSameReasonThoughItLooksBetterNow() {
        var record = reference("x", "s3://" + ALLOWED_BUCKET + "/late.jpg").record();
        intake.takeIn(record);
        surroundings.store.putForeign(new ObjectLocation(ALLOWED_BUCKET, "late.jpg"), CAT);

        Taken taken = intake.takeIn(record);

        assertThat(taken).isEqualTo(new Taken.Rejected(FailureCode.INVALID_EVENT));
        assertThat(surroundings.processed())
                .containsOnly(surroundings.processed().getFirst());
        assertThat(surroundings.store.keys(Bucket.RAW)).isEmpty();
    }

    @Test
    void anotherBadRecordUnderTheIdOfAFailedImageChangesNothingAboutIt() {
        intake.takeIn(inline("x", bmp("x")).record());

        intake.takeIn(
                inline("x", new byte[0]).appendedAt(APPENDED_AT.plusSeconds(5)).record());

        assertThat(surroundings.processed())
                .extracting(ImageProcessed::receivedAt, event -> event.failure().code())
                .containsOnly(tuple(APPENDED_AT, FailureCode.UNSUPPORTED_MEDIA_TYPE));
        assertThat(surroundings.broker.deadLetters()).hasSize(2);
    }

    @Test
    void aBadRecordUnderTheIdOfAGoodImageLeavesTheImageAlone() {
        intake.takeIn(inline("x", CAT).record());

        Taken taken = intake.takeIn(inline("x", bmp("x")).record());

        assertThat(taken).isEqualTo(new Taken.Rejected(FailureCode.UNSUPPORTED_MEDIA_TYPE));
        assertThat(surroundings.processed()).isEmpty();
        assertThat(surroundings.store.keys(Bucket.RESULTS)).isEmpty();
        assertThat(surroundings.broker.deadLetters()).hasSize(1);
    }

    @Test
    void theBrokerAwayMakesNoDeadLetterAndTheOutcomeIsMadeUpForLater() {
        surroundings.broker.answer(() -> Answer.REFUSED);

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> intake.takeIn(inline("x", bmp("x")).record()))
                .returns(FailureCode.BROKER_UNAVAILABLE, FailureException::code);

        surroundings.broker.answer(() -> Answer.DONE);
        intake.takeIn(inline("x", bmp("x")).record());
        assertThat(surroundings.processed()).hasSize(1);
        assertThat(deadLetterHeaders()).containsEntry("dlt-code", "UNSUPPORTED_MEDIA_TYPE");
    }

    private Map<String, String> deadLetterHeaders() {
        assertThat(surroundings.broker.deadLetters()).isNotEmpty();
        Map<String, String> headers = new HashMap<>();
        surroundings
                .broker
                .deadLetters()
                .getLast()
                .headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
