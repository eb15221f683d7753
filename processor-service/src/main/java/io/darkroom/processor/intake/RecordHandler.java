package io.darkroom.processor.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Does what a record asks for.
@FunctionalInterface
interface RecordHandler {

    /// Ends when the record is done with, whatever came of it: it will not be delivered again.
    ///
    /// @throws InterruptedException if the service stops: the record is delivered again
    void handle(ConsumerRecord<String, byte[]> record) throws InterruptedException;
}
