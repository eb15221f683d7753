package io.darkroom.ingest.intake;

import static io.darkroom.ingest.image.FakeSurroundings.ALLOWED_BUCKET;
import static io.darkroom.ingest.image.FakeSurroundings.CLOCK;
import static io.darkroom.ingest.image.FakeSurroundings.PROPERTIES;
import static io.darkroom.ingest.image.SampleImages.bmp;
import static io.darkroom.ingest.image.SampleImages.jpeg;
import static io.darkroom.ingest.image.Submission.ACME;
import static io.darkroom.ingest.image.Submission.APPENDED_AT;
import static io.darkroom.ingest.image.Submission.imageId;
import static io.darkroom.ingest.image.Submission.inline;
import static io.darkroom.ingest.image.Submission.reference;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Sha256;
import io.darkroom.ingest.image.Answer;
import io.darkroom.ingest.image.FakeSurroundings;
import io.darkroom.ingest.image.FlakyStore;
import io.darkroom.ingest.image.Submission;
import io.darkroom.store.ObjectKey;
import io.darkroom.support.EventTracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.listener.BatchListenerFailedException;

/// Whatever comes, in whatever batches, however often the store, the broker or the service itself is away: each image
/// has
/// one outcome, each record an effect, and no offset is committed before the effects of all records up to it.
class AnyStreamTest {

    private static final int PARTITIONS = 2;

    /// A kind of record.
    private enum Kind {
        CAT("cat", null),
        DOG("dog", null),
        CAT_ELSEWHERE("cat", null),
        CAT_NOWHERE(null, FailureCode.INVALID_EVENT),
        OTHER_DIGEST(null, FailureCode.CHECKSUM_MISMATCH),
        EMPTY(null, FailureCode.EMPTY),
        TOO_LARGE(null, FailureCode.TOO_LARGE),
        NOT_TAKEN(null, FailureCode.UNSUPPORTED_MEDIA_TYPE);

        private final String content;
        private final FailureCode breach;

        Kind(String content, FailureCode breach) {
            this.content = content;
            this.breach = breach;
        }

        boolean isGood() {
            return breach == null;
        }

        Submission submission(String id) {
            return switch (this) {
                case CAT -> inline(id, jpeg("cat"));
                case DOG -> inline(id, jpeg("dog")).sha256Of(jpeg("dog"));
                case CAT_ELSEWHERE -> reference(id, "s3://" + ALLOWED_BUCKET + "/cat");
                case CAT_NOWHERE -> reference(id, "s3://" + ALLOWED_BUCKET + "/none");
                case OTHER_DIGEST -> inline(id, jpeg("cat")).sha256Of(jpeg("dog"));
                case EMPTY -> inline(id, new byte[0]);
                case TOO_LARGE -> inline(id, jpeg("x".repeat(1_000)));
                case NOT_TAKEN -> inline(id, bmp("cat"));
            };
        }
    }

    private record Sent(String id, Kind kind, boolean anonymous, ConsumerRecord<byte[], byte[]> record) {}

    /// What a test run is made of.
    ///
    /// @param answers what the store and the broker do with the first calls; later ones they do
    /// @param batchSizes used in turn
    /// @param crashes whether the service is killed after a batch, before the commit; used in turn
    record Run(List<Sent> sent, List<Answer> answers, List<Integer> batchSizes, List<Boolean> crashes) {}

    @Property(tries = 200)
    void everyRecordHasItsEffectAndEveryImageOneOutcome(@ForAll("runs") Run run) {
        FakeSurroundings surroundings = new FakeSurroundings();
        surroundings.store.putForeign(new ObjectLocation(ALLOWED_BUCKET, "cat"), jpeg("cat"));

        consumeAll(run, surroundings);

        Map<String, List<Sent>> images =
                run.sent.stream().filter(sent -> !sent.anonymous).collect(Collectors.groupingBy(Sent::id));
        images.forEach((id, records) -> requireOneOutcome(id, records, surroundings));
        assertThat(surroundings.received())
                .extracting(ImageReceived::imageId)
                .allMatch(id -> images.keySet().stream()
                        .anyMatch(known -> imageId(known).equals(id)));
    }

    private static void consumeAll(Run run, FakeSurroundings surroundings) {
        var answers = new ConcurrentLinkedQueue<>(run.answers);
        surroundings.broker.answer(() -> Optional.ofNullable(answers.poll()).orElse(Answer.DONE));
        var store = FlakyStore.before(
                surroundings.store, () -> Optional.ofNullable(answers.poll()).orElse(Answer.DONE));
        var batches = new BatchIntake(
                surroundings.intake(store),
                new IntakeMetrics(new SimpleMeterRegistry(), CLOCK),
                surroundings.shutdown,
                EventTracing.OFF,
                PROPERTIES);
        Iterator<Integer> batchSizes = inTurn(run.batchSizes);
        // As many crashes as there are, so that the run has an end.
        Iterator<Boolean> crashes = run.crashes.iterator();
        long[] committed = new long[PARTITIONS];
        while (true) {
            List<ConsumerRecord<byte[], byte[]>> batch = poll(run, committed, batchSizes.next());
            if (batch.isEmpty()) {
                return;
            }
            int done = take(batches, batch);
            if (!crashes.hasNext() || !crashes.next()) {
                batch.subList(0, done).forEach(record -> committed[record.partition()] = record.offset() + 1);
                requireEffects(run, committed, surroundings);
            }
        }
    }

    /// How many records of the batch may be committed.
    private static int take(BatchIntake batches, List<ConsumerRecord<byte[], byte[]>> batch) {
        try {
            batches.takeIn(batch);
            return batch.size();
        } catch (BatchListenerFailedException e) {
            return batch.indexOf(e.getRecord());
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> poll(Run run, long[] committed, int size) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int wanted = partition;
            run.sent.stream()
                    .map(Sent::record)
                    .filter(record -> record.partition() == wanted && record.offset() >= committed[wanted])
                    .limit(size)
                    .forEach(batch::add);
        }
        return batch;
    }

    private static void requireEffects(Run run, long[] committed, FakeSurroundings surroundings) {
        for (Sent sent : run.sent) {
            if (sent.record.offset() < committed[sent.record.partition()]) {
                assertThat(isAccepted(sent, surroundings)
                                || !codesOfDeadLetters(sent, surroundings).isEmpty())
                        .as("the effect of %s", sent)
                        .isTrue();
            }
        }
    }

    private static boolean isAccepted(Sent sent, FakeSurroundings surroundings) {
        return sent.kind.isGood()
                && surroundings.received().stream()
                        .anyMatch(event -> event.imageId().equals(imageId(sent.id))
                                && event.sha256().equals(Sha256.of(jpeg(sent.kind.content))));
    }

    private static void requireOneOutcome(String id, List<Sent> records, FakeSurroundings surroundings) {
        List<ImageReceived> received = surroundings.received().stream()
                .filter(event -> event.imageId().equals(imageId(id)))
                .distinct()
                .toList();
        List<ImageProcessed> processed = surroundings.processed().stream()
                .filter(event -> event.imageId().equals(imageId(id)))
                .distinct()
                .toList();
        Optional<byte[]> raw = surroundings.store.bytes(new ObjectKey.Raw(ACME, imageId(id)));
        Sent first = records.getFirst();
        Instant receivedAt = Instant.ofEpochMilli(first.record.timestamp());

        if (!first.kind.isGood()) {
            assertThat(processed).singleElement().satisfies(event -> {
                assertThat(event.failure().code()).isEqualTo(first.kind.breach);
                assertThat(event.receivedAt()).isEqualTo(receivedAt);
            });
            assertThat(received).isEmpty();
            assertThat(raw).isEmpty();
            assertThat(codesOfDeadLetters(first, surroundings)).containsOnly(first.kind.breach.name());
        } else {
            assertThat(received)
                    .singleElement()
                    .satisfies(event -> assertThat(event.receivedAt()).isEqualTo(receivedAt));
            assertThat(raw).contains(jpeg(first.kind.content));
            assertThat(processed).isEmpty();
            assertThat(surroundings.store.findManifest(ACME, imageId(id))).isEmpty();
        }
        for (Sent sent : records) {
            boolean same = first.kind.isGood() && sent.kind.isGood() && sent.kind.content.equals(first.kind.content);
            assertThat(codesOfDeadLetters(sent, surroundings).isEmpty())
                    .as("no dead letter of %s", sent)
                    .isEqualTo(same);
        }
    }

    private static List<String> codesOfDeadLetters(Sent sent, FakeSurroundings surroundings) {
        return surroundings.broker.deadLetters().stream()
                .filter(letter -> header(letter, "dlt-partition").equals(String.valueOf(sent.record.partition()))
                        && header(letter, "dlt-offset").equals(String.valueOf(sent.record.offset())))
                .map(letter -> header(letter, "dlt-code"))
                .toList();
    }

    private static String header(ProducerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static <T> Iterator<T> inTurn(List<T> values) {
        return Stream.generate(() -> values).flatMap(List::stream).iterator();
    }

    @Provide
    Arbitrary<Run> runs() {
        Arbitrary<Answer> answers = Arbitraries.frequency(
                Tuple.of(6, Answer.DONE), Tuple.of(1, Answer.REFUSED), Tuple.of(1, Answer.DONE_UNHEARD));
        return Combinators.combine(
                        sent(),
                        answers.list().ofMaxSize(150),
                        Arbitraries.integers()
                                .between(1, 12)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(5),
                        Arbitraries.of(true, false).list().ofMaxSize(10))
                .as(Run::new);
    }

    private static Arbitrary<List<Sent>> sent() {
        Arbitrary<String> ids = Arbitraries.of("1", "2", "3", "4", "5", "6");
        Arbitrary<Boolean> anonymous = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
        return Combinators.combine(ids, Arbitraries.of(Kind.class), anonymous)
                .as((id, kind, nobody) -> new Sent(id, kind, nobody, null))
                .list()
                .ofMaxSize(40)
                .map(AnyStreamTest::onPartitions);
    }

    // Keyed by id, as senders shall: all records of an id are in one partition.
    private static List<Sent> onPartitions(List<Sent> drafts) {
        long[] offsets = new long[PARTITIONS];
        List<Sent> sent = new ArrayList<>();
        for (Sent draft : drafts) {
            int partition = Integer.parseInt(draft.id) % PARTITIONS;
            Submission submission = draft.kind
                    .submission(draft.id)
                    .at(partition, offsets[partition]++)
                    .appendedAt(APPENDED_AT.plusSeconds(sent.size()));
            if (draft.anonymous) {
                submission.without("ce_customerid");
            }
            sent.add(new Sent(draft.id, draft.kind, draft.anonymous, submission.record()));
        }
        return sent;
    }
}
