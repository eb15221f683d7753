package io.darkroom.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = {TestApplication.class, EventTracingTest.Spans.class},
        properties = {
            "spring.application.name=test-service",
            "management.server.port=0",
            "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:1/v1/traces"
        })
class EventTracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @Autowired
    EventTracing tracing;

    @Autowired
    Tracer tracer;

    @Autowired
    Spans spans;

    @Autowired
    Environment environment;

    /// Remembers spans that have ended.
    static class Spans implements SpanProcessor {

        final Queue<SpanData> ended = new ConcurrentLinkedQueue<>();

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            ended.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }

        List<SpanData> ofTrace() {
            return ended.stream()
                    .filter(span -> span.getTraceId().equals(TRACE))
                    .toList();
        }
    }

    @BeforeEach
    void forget() {
        spans.ended.clear();
    }

    @Test
    void continuesTheTraceThatARecordCarries() {
        String current =
                tracing.handle(record(), () -> tracer.currentSpan().context().traceId());

        assertThat(current).isEqualTo(TRACE);
        assertThat(tracer.currentSpan()).isNull();
        assertThat(spans.ofTrace()).singleElement().satisfies(span -> {
            assertThat(span.getParentSpanId()).isEqualTo(PARENT);
            assertThat(span.getName()).isEqualTo("images.uploaded process");
        });
    }

    @Test
    void tellsTheFailureOfTheWork() {
        assertThatIllegalStateException()
                .isThrownBy(() -> tracing.handle(record(), () -> {
                    throw new IllegalStateException("on purpose");
                }));

        assertThat(spans.ofTrace())
                .singleElement()
                .satisfies(span -> assertThat(span.getStatus())
                        .extracting(StatusData::getDescription)
                        .isEqualTo("on purpose"));
    }

    @Test
    void makesABatchAPartOfTheTraceOfEachRecord() {
        ConsumerRecord<String, byte[]> untraced = new ConsumerRecord<>("images.uploaded", 0, 2, "key", new byte[0]);

        tracing.handleAll(List.of(record(), untraced), () -> {});

        assertThat(spans.ofTrace()).hasSize(1);
        assertThat(spans.ended).hasSize(2);
    }

    @Test
    void makesWhatIsPublishedCarryTheTraceOn() {
        assertThat(environment.getProperty("spring.kafka.template.observation-enabled", Boolean.class))
                .isTrue();
    }

    @Test
    void doesNothingWhereNoTracesAreExported() {
        EventTracing.OFF.handleAll(List.of(record()), () -> {});

        assertThat(EventTracing.OFF.handle(record(), () -> tracer.currentSpan() == null))
                .isTrue();
        assertThat(spans.ended).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> record() {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("images.uploaded", 0, 1, "key", new byte[0]);
        record.headers().add("traceparent", ("00-" + TRACE + "-" + PARENT + "-01").getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
