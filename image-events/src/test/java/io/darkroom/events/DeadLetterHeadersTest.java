package io.darkroom.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterHeadersTest {

    private final ConsumerRecord<String, byte[]> record =
            new ConsumerRecord<>(Topics.EXTERNAL, 4, 4711, "key", new byte[0]);

    @Test
    void saysWhyARecordWasSetAsideAndWhichItWas() {
        RecordHeaders headers = new RecordHeaders();

        DeadLetterHeaders.put(headers, record, FailureCode.INVALID_EVENT, "Grüße fehlen");

        assertThat(Records.headersOf(headers))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "dlt-code", "INVALID_EVENT",
                        "dlt-reason", "Grüße fehlen",
                        "dlt-topic", "images.external",
                        "dlt-partition", "4",
                        "dlt-offset", "4711"));
    }

    @Test
    void replacesWhatAnEarlierDeadLetterSaidAndKeepsTheRest() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_id", new byte[] {'a'});
        headers.add(DeadLetterHeaders.OMITTED, new byte[] {'b'});
        DeadLetterHeaders.put(headers, record, FailureCode.INVALID_EVENT, "first");

        DeadLetterHeaders.put(headers, record, FailureCode.EMPTY, "second");

        assertThat(Records.headersOf(headers))
                .containsEntry("ce_id", "a")
                .containsEntry("dlt-code", "EMPTY")
                .doesNotContainKey(DeadLetterHeaders.OMITTED);
        assertThat(headers.headers(DeadLetterHeaders.REASON)).hasSize(1);
    }
}
