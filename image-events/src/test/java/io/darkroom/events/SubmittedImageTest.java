package io.darkroom.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmittedImageTest {

    private static final byte[] BYTES = {1, 2, 3};

    private final Map<String, String> headers = Records.goldenHeaders("image-submitted");

    @Test
    void readsTheGoldenFile() {
        SubmittedImage image = SubmittedImage.read(Records.record(headers, BYTES));

        assertThat(image.customerId()).isEqualTo(Events.ACME);
        assertThat(image.source()).isEqualTo("/cameras/7");
        assertThat(image.id()).isEqualTo("000421");
        assertThat(image.sha256())
                .isEqualTo(new Sha256("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
        assertThat(image.fileName()).isEqualTo("Grüße aus Köln ☃.jpg");
        assertThat(image.dataRef()).isNull();
        assertThat(image.bytes()).isSameAs(BYTES);
        assertThat(image.imageId()).isEqualTo(ImageId.ofStream(Events.ACME, "/cameras/7", "000421"));
    }

    @Test
    void writesTheGoldenFile() {
        SubmittedImage image = SubmittedImage.read(Records.record(headers, BYTES));

        assertThat(Records.headersOf(image.write().headers())).containsExactlyEntriesOf(headers);
        assertThat(image.write().value()).isSameAs(BYTES);
        assertThat(image.write().topic()).isEqualTo(Topics.EXTERNAL);
    }

    @Test
    void readsAndWritesAReferenceInPlaceOfBytes() {
        Map<String, String> byReference = Records.goldenHeaders("image-submitted-by-reference");

        SubmittedImage image = SubmittedImage.read(Records.record(byReference, null));

        assertThat(image.dataRef()).isEqualTo("s3://acme-inbox/2026/03/000422.tif");
        assertThat(image.bytes()).isNull();
        assertThat(image.sha256()).isNull();
        assertThat(image.fileName()).isNull();
        assertThat(Records.headersOf(image.write().headers())).containsExactlyEntriesOf(byReference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_type", "ce_source", "ce_id", "ce_customerid"})
    void refusesARecordWithoutARequiredAttribute(String header) {
        headers.remove(header);

        assertInvalid(Records.record(headers, BYTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_type", "ce_source", "ce_id", "ce_customerid", "ce_dataref"})
    void refusesABlankAttribute(String header) {
        headers.put(header, " ");

        assertInvalid(Records.record(headers, header.equals("ce_dataref") ? null : BYTES));
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3",
        "ce_type, io.darkroom.image.received.v1",
        "ce_customerid, ACME",
        "ce_customerid, -acme",
        "ce_customerid, acme/globex",
        "ce_sha256, abc",
        "ce_sha256, 9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08",
        "ce_source, 'a\nb'",
        "ce_source, 'a\u0000b'",
        "ce_id, 'a\nb'",
        "ce_id, 'a\u007fb'",
        "ce_dataref, s3://both/at-once",
    })
    void refusesABrokenAttribute(String header, String value) {
        headers.put(header, value);

        assertInvalid(Records.record(headers, BYTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_source", "ce_id", "ce_customerid", "ce_type", "ce_filename"})
    void refusesAnAttributeThatIsNotUtf8(String header) {
        ConsumerRecord<String, byte[]> record = Records.record(headers, BYTES);
        record.headers().add(header, new byte[] {'a', (byte) 0xff});

        assertInvalid(record);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callsARecordEmptyThatHasNeitherBytesNorAReference(boolean tombstone) {
        ConsumerRecord<String, byte[]> record = Records.record(headers, tombstone ? null : new byte[0]);

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> SubmittedImage.read(record))
                .extracting(FailureException::code)
                .isEqualTo(FailureCode.EMPTY);
    }

    @Test
    void hasEitherBytesOrAReference() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubmittedImage(Events.ACME, "s", "i", null, null, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubmittedImage(Events.ACME, "s", "i", null, null, "s3://a/b", BYTES));
    }

    @ParameterizedTest
    @CsvSource({"ce_specversion, 0.3", "ce_type, unknown", "ce_sha256, abc", "ce_dataref, s3://both/at-once"})
    void knowsTheSenderEvenIfTheRestIsBroken(String header, String value) {
        headers.put(header, value);

        Optional<SubmittedImage.Sender> sender = SubmittedImage.senderOf(Records.record(headers, BYTES));

        assertThat(sender)
                .contains(
                        new SubmittedImage.Sender(Events.ACME, ImageId.ofStream(Events.ACME, "/cameras/7", "000421")));
    }

    @ParameterizedTest
    @CsvSource({"ce_customerid, ACME", "ce_customerid,", "ce_source,", "ce_id,", "ce_id, 'a\nb'"})
    void knowsNoSenderIfThatIsWhatIsBroken(String header, String value) {
        headers.remove(header);
        if (value != null) {
            headers.put(header, value);
        }

        assertThat(SubmittedImage.senderOf(Records.record(headers, BYTES))).isEmpty();
    }

    @Test
    void knowsNoSenderWhoseNameIsNotUtf8() {
        ConsumerRecord<String, byte[]> record = Records.record(headers, BYTES);
        record.headers().add("ce_id", new byte[] {(byte) 0xff});

        assertThat(SubmittedImage.senderOf(record)).isEmpty();
    }

    private static void assertInvalid(ConsumerRecord<String, byte[]> record) {
        assertThatExceptionOfType(InvalidEventException.class).isThrownBy(() -> SubmittedImage.read(record));
    }
}
