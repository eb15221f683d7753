package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// One trace tells what became of an image, whatever services and topics it went through.
class TraceIT {

    private static final Duration SOON = Duration.ofMinutes(3);

    private final Platform platform = Platform.shared();

    @Test
    void spansAnImageFromUploadToStatistics() throws Exception {
        String traceId = randomHex(16);
        String callersSpan = randomHex(8);

        Customer.Answer receipt = platform.customer("acme")
                .uploadWith(
                        TestImages.jpeg(platform.nextSeed()),
                        Map.of("traceparent", "00-" + traceId + "-" + callersSpan + "-01"));

        assertThat(receipt.status()).isEqualTo(202);
        await("the trace of image " + receipt.text("id"))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(platform.traces().spansOf(traceId))
                        .extracting(span -> span.service() + ": " + span.name())
                        .contains(
                                "upload-service: http post /v1/images",
                                "upload-service: images.uploaded send",
                                "processor-service: images.uploaded process",
                                "processor-service: images.processed send",
                                "stats-service: images.uploaded process",
                                "stats-service: images.processed process"));
        // Each service sends its spans in its own time, a child now and then before its parent.
        await("the rest of the trace")
                .atMost(SOON)
                .untilAsserted(() -> assertThatAllHangTogether(platform.traces().spansOf(traceId), callersSpan));
    }

    private static void assertThatAllHangTogether(List<TraceReceiver.Span> spans, String root) {
        Set<String> known = spans.stream().map(TraceReceiver.Span::id).collect(Collectors.toSet());
        known.add(root);
        assertThat(spans).allMatch(span -> known.contains(span.parentId()));
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
