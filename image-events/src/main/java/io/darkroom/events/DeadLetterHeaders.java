package io.darkroom.events;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/// What a dead letter says beside the record that it holds: why it was set aside, and which record it was. Two dead
/// letters of the same topic, partition and offset are one record, delivered twice.
public final class DeadLetterHeaders {

    /// The name of a [FailureCode].
    public static final String CODE = "dlt-code";

    /// What is wrong with the record, for its sender.
    public static final String REASON = "dlt-reason";

    /// The topic that it came from.
    public static final String TOPIC = "dlt-topic";

    /// The partition that it came from.
    public static final String PARTITION = "dlt-partition";

    /// Its offset there.
    public static final String OFFSET = "dlt-offset";

    /// What of the record had to be left out because it would not fit; absent if nothing had to.
    public static final String OMITTED = "dlt-omitted";

    private static final List<String> ALL = List.of(CODE, REASON, TOPIC, PARTITION, OFFSET, OMITTED);

    private DeadLetterHeaders() {}

    /// Writes why a record is set aside; what an earlier dead letter of it said is replaced.
    ///
    /// @param headers of the dead letter, changed
    /// @param record that is set aside
    /// @param reason for its sender
    public static void put(Headers headers, ConsumerRecord<?, ?> record, FailureCode code, String reason) {
        ALL.forEach(headers::remove);
        add(headers, CODE, code.name());
        add(headers, REASON, reason);
        add(headers, TOPIC, record.topic());
        add(headers, PARTITION, Integer.toString(record.partition()));
        add(headers, OFFSET, Long.toString(record.offset()));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
