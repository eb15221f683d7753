package io.darkroom.stats.intake;

import io.darkroom.events.EventCodec;
import io.darkroom.events.ImageEvent;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.InvalidEventException;
import io.darkroom.events.Topics;
import io.darkroom.stats.fact.FactDays;
import io.darkroom.stats.fact.PartitionRepository;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/// Makes events of records and sees to it that they can be counted.
@Component
class EventReader {

    private final EventCodec codec = new EventCodec();
    private final FactDays days;
    private final PartitionRepository partitions;

    EventReader(FactDays days, PartitionRepository partitions) {
        this.days = days;
        this.partitions = partitions;
    }

    /// @throws InvalidEventException if the record can never be counted
    ImageEvent read(ConsumerRecord<String, byte[]> record) {
        ImageEvent event = codec.decode(record, typeOn(record.topic()));
        LocalDate day = LocalDate.ofInstant(event.receivedAt(), ZoneOffset.UTC);
        if (!days.include(day) || !partitions.ensure(day)) {
            throw new InvalidEventException("the image was received on %s; only images of %s to %s are counted"
                    .formatted(day, days.first(), days.last()));
        }
        return event;
    }

    private static Class<? extends ImageEvent> typeOn(String topic) {
        return topic.equals(Topics.PROCESSED) ? ImageProcessed.class : ImageReceived.class;
    }
}
