package io.darkroom.ingest.image;

import io.darkroom.events.EventCodec;
import io.darkroom.events.ImageEvent;
import io.darkroom.events.Topics;
import io.darkroom.support.EventPublisher;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/// A fake for tests: remembers what was published, and can be away.
public final class FakeBroker {

    private final FakeProducer<String> events = new FakeProducer<>(new StringSerializer());
    private final FakeProducer<byte[]> letters = new FakeProducer<>(new ByteArraySerializer());
    private final EventCodec codec = new EventCodec();
    private volatile Supplier<Answer> answers = () -> Answer.DONE;
    private volatile int largestDeadLetterBytes = Integer.MAX_VALUE;

    /// What it does with each record from now on.
    public void answer(Supplier<Answer> answers) {
        this.answers = answers;
    }

    /// Larger dead letters are refused: value, key and headers together.
    public void limitDeadLetters(int largestBytes) {
        largestDeadLetterBytes = largestBytes;
    }

    /// All events of a type, in the order of their publication.
    public <E extends ImageEvent> List<E> events(String topic, Class<E> type) {
        return events.history().stream()
                .filter(record -> record.topic().equals(topic))
                .map(FakeBroker::consumed)
                .map(record -> codec.decode(record, type))
                .toList();
    }

    /// All dead letters.
    public List<ProducerRecord<byte[], byte[]>> deadLetters() {
        return letters.history().stream()
                .filter(record -> record.topic().equals(Topics.deadLetters(Topics.EXTERNAL)))
                .toList();
    }

    EventPublisher publisher() {
        return new EventPublisher(template(events), "/stream-ingest-service");
    }

    DeadLetters deadLetterWriter() {
        return new DeadLetters(template(letters));
    }

    private static <K> KafkaTemplate<K, byte[]> template(Producer<K, byte[]> producer) {
        return new KafkaTemplate<>(new ProducerFactory<>() {
            @Override
            public Producer<K, byte[]> createProducer() {
                return producer;
            }
        });
    }

    private static ConsumerRecord<String, byte[]> consumed(ProducerRecord<String, byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty());
    }

    private final class FakeProducer<K> extends MockProducer<K, byte[]> {

        FakeProducer(Serializer<K> keys) {
            super(true, null, keys, new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<K, byte[]> record, Callback callback) {
            if (size(record) > largestDeadLetterBytes) {
                return failed(new RecordTooLargeException("too large"), callback);
            }
            return switch (answers.get()) {
                case DONE -> super.send(record, callback);
                case REFUSED -> failed(new TimeoutException("the fake was told to be away"), callback);
                case DONE_UNHEARD -> {
                    var _ = super.send(record);
                    yield failed(new TimeoutException("the fake was told to be unheard"), callback);
                }
            };
        }

        private Future<RecordMetadata> failed(ApiException cause, Callback callback) {
            callback.onCompletion(null, cause);
            return CompletableFuture.failedFuture(cause);
        }

        private static int size(ProducerRecord<?, byte[]> record) {
            int size = record.value() == null ? 0 : record.value().length;
            size += record.key() instanceof byte[] key ? key.length : 0;
            for (var header : record.headers()) {
                size += header.value().length;
            }
            return size;
        }

        // The template closes what it takes for a producer of its own.
        @Override
        public void close(Duration timeout) {}
    }
}
