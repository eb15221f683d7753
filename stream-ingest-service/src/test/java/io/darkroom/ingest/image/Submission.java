package io.darkroom.ingest.image;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import io.darkroom.events.SubmittedImage;
import io.darkroom.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/// A record of the external topic, as a test wants it: right unless told otherwise.
public final class Submission {

    public static final CustomerId ACME = new CustomerId("acme");
    public static final String SOURCE = "/cameras/7";
    public static final Instant APPENDED_AT = Instant.parse("2026-11-22T10:15:30.123Z");

    private final Headers headers = new RecordHeaders();
    private byte[] value;
    private byte[] key;
    private int partition;
    private long offset;
    private Instant timestamp = APPENDED_AT;
    private TimestampType timestampType = TimestampType.LOG_APPEND_TIME;

    private Submission(String id) {
        key = utf8(id);
        with("ce_specversion", "1.0")
                .with("ce_type", SubmittedImage.TYPE)
                .with("ce_source", SOURCE)
                .with("ce_id", id)
                .with("ce_customerid", ACME.value())
                .with("content-type", "application/octet-stream");
    }

    /// With the bytes in the record.
    public static Submission inline(String id, byte[] bytes) {
        Submission submission = new Submission(id);
        submission.value = bytes;
        return submission;
    }

    /// With a reference to them.
    public static Submission reference(String id, String dataRef) {
        return new Submission(id).with("ce_dataref", dataRef);
    }

    /// The id of the image that a record with this CloudEvents id names.
    public static ImageId imageId(String id) {
        return ImageId.ofStream(ACME, SOURCE, id);
    }

    public Submission with(String header, String headerValue) {
        headers.remove(header).add(header, utf8(headerValue));
        return this;
    }

    public Submission without(String header) {
        headers.remove(header);
        return this;
    }

    public Submission sha256Of(byte[] bytes) {
        return with("ce_sha256", Sha256.of(bytes).hex());
    }

    public Submission keyed(byte[] newKey) {
        key = newKey;
        return this;
    }

    public Submission at(int newPartition, long newOffset) {
        partition = newPartition;
        offset = newOffset;
        return this;
    }

    public Submission appendedAt(Instant time) {
        timestamp = time;
        return this;
    }

    public Submission timedBySender() {
        timestampType = TimestampType.CREATE_TIME;
        return this;
    }

    public ConsumerRecord<byte[], byte[]> record() {
        return new ConsumerRecord<>(
                Topics.EXTERNAL,
                partition,
                offset,
                timestamp.toEpochMilli(),
                timestampType,
                key.length,
                value == null ? -1 : value.length,
                key,
                value,
                new RecordHeaders(headers),
                Optional.empty());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
