package io.darkroom.stats.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageEvent;
import io.darkroom.stats.RunningService;
import io.darkroom.stats.TestEvents;
import io.darkroom.stats.TestTokens;
import io.darkroom.stats.fact.TestFacts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// The numbers over REST.
@RunningService
class ReportIT {

    private static final List<TestEvents> FILTERED = new ArrayList<>();

    private final Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(3, ChronoUnit.HOURS);

    @Autowired
    MockMvcTester http;

    @Test
    void summarisesWhatBecameOfImages() {
        TestEvents processed = TestEvents.upload("report-a");
        TestEvents streamed = TestEvents.upload("report-a").streamed();
        TestFacts.count(List.of(
                processed.received(),
                processed.processed(),
                streamed.received(),
                streamed.failed(1, FailureCode.CORRUPT_IMAGE),
                TestEvents.upload("report-a").received()));

        MvcTestResult answer = get("/v1/stats/summary", TestTokens.customer("report-a"));

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {
                  "customer": "report-a",
                  "total": {
                    "images": 3, "processed": 1, "failed": 1, "inFlight": 1,
                    "bytesIn": 3000, "bytesOut": 300, "meanMillis": 63, "p50Millis": 10, "p95Millis": 150
                  },
                  "byChannel": [
                    {"name": "STREAM", "images": 1, "failed": 1},
                    {"name": "UPLOAD", "images": 2, "processed": 1, "inFlight": 1}
                  ],
                  "byMediaType": [{"name": "image/jpeg", "images": 3}],
                  "byCategory": [{"name": "cat", "images": 1}, {"name": "none", "images": 2}],
                  "byFailureCode": [{"name": "CORRUPT_IMAGE", "images": 1}]
                }
                """);
    }

    @Test
    void countsTheSameByHoursAsByDays() {
        TestEvents image = TestEvents.upload("report-b").at(hour);
        TestFacts.count(List.of(image.received(), image.processed()));

        MvcTestResult byHours = get(
                "/v1/stats/summary?from=" + hour + "&to=" + hour.plus(1, ChronoUnit.HOURS),
                TestTokens.customer("report-b"));

        assertThat(byHours).bodyJson().extractingPath("$.total.processed").isEqualTo(1);
        assertThat(byHours).bodyJson().extractingPath("$.from").isEqualTo(hour.toString());
        assertThat(get("/v1/stats/summary", TestTokens.customer("report-b")))
                .bodyJson()
                .extractingPath("$.total.processed")
                .isEqualTo(1);
    }

    @Test
    void drawsATimelineWithItsEmptySteps() {
        TestFacts.count(List.of(
                TestEvents.upload("report-c").at(hour.plusSeconds(10)).received(),
                TestEvents.upload("report-c").at(hour.plusSeconds(3599)).received()));

        MvcTestResult answer = get(
                "/v1/stats/timeline?bucket=hour&from=%s&to=%s"
                        .formatted(hour.minus(1, ChronoUnit.HOURS), hour.plus(2, ChronoUnit.HOURS)),
                TestTokens.customer("report-c"));

        assertThat(answer)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.points[*].images")
                .asArray()
                .containsExactly(0, 2, 0);
        assertThat(answer).bodyJson().extractingPath("$.points[1].start").isEqualTo(hour.toString());
    }

    @Test
    void drawsThirtyDaysIfNothingElseIsAsked() {
        MvcTestResult answer = get("/v1/stats/timeline", TestTokens.customer("report-d"));

        assertThat(answer).bodyJson().extractingPath("$.points").asArray().hasSize(30);
        assertThat(answer).bodyJson().extractingPath("$.bucket").isEqualTo("day");
    }

    @Test
    void listsImagesNewestFirstPageByPage() {
        List<ImageEvent> events = new ArrayList<>();
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Over three days, two of them at the very same time.
            TestEvents image = TestEvents.upload("report-e").at(hour.minus(i / 2 * 12L, ChronoUnit.HOURS));
            events.add(image.received());
            newestFirst.add(image.imageId().toString());
        }
        TestFacts.count(events);

        List<String> listed = new ArrayList<>();
        String uri = "/v1/stats/images?limit=3";
        while (uri != null) {
            MvcTestResult page = get(uri, TestTokens.customer("report-e"));
            assertThat(page).hasStatusOk();
            listed.addAll(imageIds(page));
            uri = nextOf(page);
        }

        assertThat(listed).containsExactlyInAnyOrderElementsOf(newestFirst).doesNotHaveDuplicates();
        assertThat(listed.getLast()).isEqualTo(newestFirst.getLast());
    }

    @Test
    void tellsAllThatIsKnownOfAnImage() {
        TestEvents image = TestEvents.upload("report-f");
        TestFacts.count(List.of(image.received(), image.processed(2, Duration.ofMillis(77), "dog")));

        assertThat(get("/v1/stats/images", TestTokens.customer("report-f")))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                {"images": [{
                  "imageId": "%s", "customerId": "report-f", "channel": "UPLOAD", "receivedAt": "%s",
                  "mediaType": "image/jpeg", "sizeBytes": 1000, "fileName": "holiday.jpg", "outcome": "PROCESSED",
                  "category": "dog", "attempt": 2, "processingMillis": 77, "resultCount": 2, "resultBytes": 300,
                  "widthPx": 640, "heightPx": 480
                }]}
                """.formatted(image.imageId(), image.receivedAt()));
    }

    @ParameterizedTest
    @CsvSource({
        "state=PROCESSED, 0",
        "state=FAILED, 1",
        "state=IN_FLIGHT, 2",
        "channel=UPLOAD, 0 2",
        "channel=STREAM, 1",
        "mediaType=image/jpeg, 0 1 2",
        "mediaType=image/png, ''",
        "day=%s, 0 1 2",
        "day=2026-01-01, ''",
        "state=FAILED&channel=STREAM&mediaType=image%%2Fjpeg&day=%s, 1",
        "state=FAILED&channel=UPLOAD, ''"
    })
    void listsOnlyImagesThatAreAskedFor(String filter, String expected) {
        List<TestEvents> images = filteredImages();
        String day = images.getFirst().receivedAt().toString().substring(0, 10);

        MvcTestResult page = get("/v1/stats/images?" + filter.formatted(day), TestTokens.customer("report-j"));

        assertThat(imageIds(page))
                .containsExactlyInAnyOrder(Arrays.stream(expected.split(" "))
                        .filter(index -> !index.isEmpty())
                        .map(index ->
                                images.get(Integer.parseInt(index)).imageId().toString())
                        .toArray(String[]::new));
    }

    @Test
    void keepsTheFilterFromPageToPage() {
        List<TestEvents> images = filteredImages();

        MvcTestResult first =
                get("/v1/stats/images?limit=1&mediaType=image/jpeg&channel=UPLOAD", TestTokens.customer("report-j"));
        MvcTestResult second = get(nextOf(first), TestTokens.customer("report-j"));

        List<String> listed = new ArrayList<>(imageIds(first));
        listed.addAll(imageIds(second));
        assertThat(listed)
                .containsExactlyInAnyOrder(
                        images.get(0).imageId().toString(),
                        images.get(2).imageId().toString());
        assertThat(nextOf(second)).isNull();
    }

    // One processed, one that failed and came by the stream, one in flight; the same ones each time.
    private List<TestEvents> filteredImages() {
        if (FILTERED.isEmpty()) {
            FILTERED.add(TestEvents.upload("report-j").at(hour));
            FILTERED.add(TestEvents.upload("report-j").streamed().at(hour));
            FILTERED.add(TestEvents.upload("report-j").at(hour));
            TestFacts.count(List.of(
                    FILTERED.get(0).received(),
                    FILTERED.get(0).processed(),
                    FILTERED.get(1).received(),
                    FILTERED.get(1).failed(1, FailureCode.CORRUPT_IMAGE),
                    FILTERED.get(2).received()));
        }
        return FILTERED;
    }

    @Test
    void writesCsvThatNoSpreadsheetRuns() {
        TestEvents image = TestEvents.upload("report-g").named("=HYPERLINK(\"http://evil\",\"x\")");
        TestFacts.count(List.of(image.received()));

        MvcTestResult answer = csv("/v1/stats/images", TestTokens.customer("report-g"));

        assertThat(answer).hasStatusOk().hasContentTypeCompatibleWith("text/csv");
        assertThat(answer)
                .bodyText()
                .isEqualTo(
                        "image_id,customer_id,channel,received_at,media_type,size_bytes,file_name,outcome,failure_code,"
                                + "category,attempt,finished_at,processing_millis,result_count,result_bytes,width_px,height_px\r\n"
                                + image.imageId() + ",report-g,UPLOAD," + image.receivedAt()
                                + ",image/jpeg,1000,\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",IN_FLIGHT,,,,,,,,,\r\n");
    }

    @Test
    void writesSummaryAndTimelineAsCsvToo() {
        TestEvents image = TestEvents.upload("report-h");
        TestFacts.count(List.of(image.received(), image.processed()));

        assertThat(csv("/v1/stats/summary", TestTokens.customer("report-h")))
                .bodyText()
                .startsWith(
                        "dimension,name,images,processed,failed,in_flight,bytes_in,bytes_out,mean_millis,p50_millis,"
                                + "p95_millis,p99_millis\r\ntotal,,1,1,0,0,1000,300,120,150,150,150\r\n")
                .contains("\r\nchannel,UPLOAD,1,");
        assertThat(csv("/v1/stats/timeline", TestTokens.customer("report-h")))
                .bodyText()
                .startsWith("start,images,processed,")
                .hasLineCount(31);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/stats/summary?from=yesterday",
                "/v1/stats/summary?from=2026-11-22T00:00:00Z&to=2026-11-21T00:00:00Z",
                "/v1/stats/summary?to=%2B1000000000-12-31T23:59:59Z",
                "/v1/stats/timeline?bucket=year",
                "/v1/stats/timeline?bucket=hour&from=2020-01-01T00:00:00Z",
                "/v1/stats/images?limit=0",
                "/v1/stats/images?limit=501",
                "/v1/stats/images?limit=many",
                "/v1/stats/images?cursor=AAAA",
                "/v1/stats/images?state=LOST",
                "/v1/stats/images?channel=upload",
                "/v1/stats/images?mediaType=jpeg",
                "/v1/stats/images?day=2026-02-30",
                "/v1/stats/images?day=%2B999999999-12-31",
                "/v1/stats/images?customer=Not+a+customer"
            })
    void refusesWhatItCannotAnswerWithAProblem(String uri) {
        assertThat(get(uri, TestTokens.customer("report-i")))
                .hasStatus(400)
                .hasContentTypeCompatibleWith("application/problem+json");
        assertThat(csv(uri, TestTokens.customer("report-i")))
                .hasStatus(400)
                .hasContentTypeCompatibleWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"/v1/stats/summary, $.total.images", "/v1/stats/timeline, $.points[29].images"})
    void tellsNothingOfCustomersWithoutImages(String uri, String path) {
        assertThat(get(uri, TestTokens.customer("report-nobody")))
                .hasStatusOk()
                .bodyJson()
                .extractingPath(path)
                .isEqualTo(0);
    }

    private MvcTestResult get(String uri, String token) {
        return http.get()
                .uri(URI.create(uri))
                .header(HttpHeaders.AUTHORIZATION, token)
                .exchange();
    }

    private MvcTestResult csv(String uri, String token) {
        return http.get()
                .uri(URI.create(uri))
                .header(HttpHeaders.AUTHORIZATION, token)
                .accept("text/csv")
                .exchange();
    }

    private static List<String> imageIds(MvcTestResult page) {
        Matcher matcher = Pattern.compile("\"imageId\":\"([^\"]+)\"").matcher(body(page));
        return matcher.results().map(result -> result.group(1)).toList();
    }

    private static String nextOf(MvcTestResult page) {
        String link = page.getResponse().getHeader(HttpHeaders.LINK);
        assertThat(body(page).contains("\"next\"")).isEqualTo(link != null);
        return link == null ? null : link.substring(1, link.indexOf('>'));
    }

    private static String body(MvcTestResult page) {
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
