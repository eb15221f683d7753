package io.darkroom.ingest.image;

import static io.darkroom.ingest.image.FakeSurroundings.ALLOWED_BUCKET;
import static io.darkroom.ingest.image.SampleImages.bmp;
import static io.darkroom.ingest.image.SampleImages.jpeg;
import static io.darkroom.ingest.image.Submission.ACME;
import static io.darkroom.ingest.image.Submission.APPENDED_AT;
import static io.darkroom.ingest.image.Submission.imageId;
import static io.darkroom.ingest.image.Submission.inline;
import static io.darkroom.ingest.image.Submission.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.events.Channel;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Sha256;
import io.darkroom.store.Bucket;
import io.darkroom.store.ObjectKey;
import org.junit.jupiter.api.Test;

class ImageIntakeTest {

    private final FakeSurroundings surroundings = new FakeSurroundings();
    private final ImageIntake intake = surroundings.intake();

    @Test
    void storesAnImageAndAnnouncesIt() {
        byte[] bytes = jpeg("a cat");

        Taken taken = intake.takeIn(inline("cat-1", bytes)
                .sha256Of(bytes)
                .with("ce_filename", "C:\\photos\\cat.jpg")
                .record());

        assertThat(taken).isEqualTo(new Taken.Accepted(bytes.length, false));
        assertThat(surroundings.store.bytes(new ObjectKey.Raw(ACME, imageId("cat-1"))))
                .contains(bytes);
        assertThat(surroundings.received()).singleElement().satisfies(event -> {
            assertThat(event.imageId()).isEqualTo(imageId("cat-1"));
            assertThat(event.customerId()).isEqualTo(ACME);
            assertThat(event.channel()).isEqualTo(Channel.STREAM);
            assertThat(event.receivedAt()).isEqualTo(APPENDED_AT);
            assertThat(event.mediaType()).isEqualTo("image/jpeg");
            assertThat(event.sizeBytes()).isEqualTo(bytes.length);
            assertThat(event.sha256()).isEqualTo(Sha256.of(bytes));
            assertThat(event.fileName()).isEqualTo("cat.jpg");
        });
        assertThat(surroundings.broker.deadLetters()).isEmpty();
    }

    @Test
    void takesAnImageThatIsReferredTo() {
        byte[] bytes = jpeg("a large cat");
        surroundings.store.putForeign(new ObjectLocation(ALLOWED_BUCKET, "cats/Größe 1.jpg"), bytes);

        Taken taken = intake.takeIn(reference("cat-1", "s3://" + ALLOWED_BUCKET + "/cats/Größe 1.jpg")
                .record());

        assertThat(taken).isEqualTo(new Taken.Accepted(bytes.length, false));
        assertThat(surroundings.store.bytes(new ObjectKey.Raw(ACME, imageId("cat-1"))))
                .contains(bytes);
        assertThat(surroundings.received()).hasSize(1);
    }

    @Test
    void anImageSentAgainLaterIsTheSameImage() {
        byte[] bytes = jpeg("a cat");
        intake.takeIn(inline("cat-1", bytes).record());

        Taken taken = intake.takeIn(
                inline("cat-1", bytes).appendedAt(APPENDED_AT.plusSeconds(90)).record());

        assertThat(taken).isEqualTo(new Taken.Accepted(bytes.length, true));
        assertThat(surroundings.store.keys(Bucket.RAW)).hasSize(1);
        assertThat(surroundings.received())
                .hasSize(2)
                .containsOnly(surroundings.received().getFirst());
    }

    @Test
    void otherBytesUnderATakenIdAreADeadLetterAndTheImageStands() {
        intake.takeIn(inline("cat-1", jpeg("a cat")).record());

        Taken taken = intake.takeIn(inline("cat-1", jpeg("a dog")).at(3, 77).record());

        assertThat(taken).isEqualTo(new Taken.Rejected(FailureCode.ID_CONFLICT));
        assertThat(surroundings.store.bytes(new ObjectKey.Raw(ACME, imageId("cat-1"))))
                .contains(jpeg("a cat"));
        assertThat(surroundings.broker.deadLetters()).hasSize(1);
        assertThat(surroundings.processed()).isEmpty();
        assertThat(surroundings.received()).hasSize(1);
    }

    @Test
    void twoCustomersMayUseOneIdForTheirOwnImages() {
        intake.takeIn(inline("cat-1", jpeg("a cat")).record());

        Taken taken = intake.takeIn(
                inline("cat-1", jpeg("a dog")).with("ce_customerid", "globex").record());

        assertThat(taken).isInstanceOf(Taken.Accepted.class);
        assertThat(surroundings.received())
                .extracting(ImageReceived::imageId)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void anIdThatEndedAsFailedDoesNotBeginAnew() {
        intake.takeIn(inline("cat-1", bmp("a cat")).record());

        Taken taken = intake.takeIn(inline("cat-1", jpeg("a cat"))
                .appendedAt(APPENDED_AT.plusSeconds(1))
                .record());

        assertThat(taken).isEqualTo(new Taken.Rejected(FailureCode.ID_CONFLICT));
        assertThat(surroundings.store.keys(Bucket.RAW)).isEmpty();
        assertThat(surroundings.received()).isEmpty();
        assertThat(surroundings.processed()).hasSize(1);
        assertThat(surroundings.broker.deadLetters()).hasSize(2);
    }

    @Test
    void theStoreAwayIsNobodysFaultAndHasNoEffect() {
        surroundings.store.goAway();

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> intake.takeIn(inline("cat-1", jpeg("a cat")).record()))
                .returns(FailureCode.STORE_UNAVAILABLE, FailureException::code);

        surroundings.store.comeBack();
        assertThat(surroundings.store.keys(Bucket.RAW)).isEmpty();
        assertThat(surroundings.broker.deadLetters()).isEmpty();
        assertThat(surroundings.processed()).isEmpty();
    }

    @Test
    void theBrokerAwayIsNobodysFaultAndTheAnnouncementIsMadeUpForLater() {
        surroundings.broker.answer(() -> Answer.REFUSED);

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> intake.takeIn(inline("cat-1", jpeg("a cat")).record()))
                .returns(FailureCode.BROKER_UNAVAILABLE, FailureException::code);

        surroundings.broker.answer(() -> Answer.DONE);
        intake.takeIn(inline("cat-1", jpeg("a cat")).record());
        assertThat(surroundings.received()).hasSize(1);
    }

    @Test
    void aReferenceThatChangedAfterItsImageWasStoredDoesNotSilenceTheImage() {
        var location = new ObjectLocation(ALLOWED_BUCKET, "cat.jpg");
        var record = reference("cat-1", "s3://" + ALLOWED_BUCKET + "/cat.jpg").record();
        surroundings.store.putForeign(location, jpeg("a cat"));
        surroundings.broker.answer(() -> Answer.REFUSED);
        assertThatExceptionOfType(FailureException.class).isThrownBy(() -> intake.takeIn(record));
        surroundings.broker.answer(() -> Answer.DONE);
        surroundings.store.putForeign(location, jpeg("a dog"));

        Taken taken = intake.takeIn(record);

        assertThat(taken).isEqualTo(new Taken.Rejected(FailureCode.ID_CONFLICT));
        assertThat(surroundings.received())
                .singleElement()
                .returns(Sha256.of(jpeg("a cat")), ImageReceived::sha256)
                .returns(APPENDED_AT, ImageReceived::receivedAt);
        assertThat(surroundings.processed()).isEmpty();
    }
}
