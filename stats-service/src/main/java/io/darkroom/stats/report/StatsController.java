package io.darkroom.stats.report;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.support.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// The numbers over REST.
@RestController
class StatsController implements StatsApi {

    private static final int SUMMARY_DAYS = 30;
    private static final int TIMELINE_HOURS = 48;
    private static final int TIMELINE_DAYS = 30;
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(62);
    private static final int MOST_IMAGES = 500;

    private final Reports reports;
    private final Clock clock;

    StatsController(Reports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public Summary summary(Caller caller, @Nullable String customer, @Nullable Instant from, @Nullable Instant to) {
        return reports.summary(Scope.of(caller, customer), summaryRange(from, to));
    }

    @Override
    public Timeline timeline(
            Caller caller, @Nullable String customer, String bucket, @Nullable Instant from, @Nullable Instant to) {
        Scope scope = Scope.of(caller, customer);
        Instant now = clock.instant();
        return reports.timeline(
                scope,
                switch (Bucket.parse(bucket)) {
                    case HOUR -> TimeRange.of(from, to, now, Bucket.HOUR, TIMELINE_HOURS, LONGEST_BY_HOUR);
                    case DAY -> TimeRange.of(from, to, now, Bucket.DAY, TIMELINE_DAYS, TimeRange.LONGEST);
                });
    }

    @Override
    public ResponseEntity<ImagePage> images(
            Caller caller,
            @Nullable String customer,
            @Nullable String state,
            @Nullable String channel,
            @Nullable String mediaType,
            @Nullable String day,
            int limit,
            @Nullable String cursor) {
        Scope scope = Scope.of(caller, customer);
        ImageFilter filter = ImageFilter.of(state, channel, mediaType, day);
        if (limit < 1 || limit > MOST_IMAGES) {
            throw new FailureException(
                    FailureCode.INVALID_EVENT, "The parameter 'limit' must be 1 to %d.".formatted(MOST_IMAGES));
        }
        ImagePage page = reports.images(scope, filter, cursor == null ? null : Cursor.parse(cursor), limit);
        return ResponseEntity.ok().headers(links(page, customer, filter, limit)).body(page);
    }

    // Days are enough for times that begin and end at midnight, and much less to read.
    private TimeRange summaryRange(@Nullable Instant from, @Nullable Instant to) {
        Instant now = clock.instant();
        TimeRange days = TimeRange.of(from, to, now, Bucket.DAY, SUMMARY_DAYS, TimeRange.LONGEST);
        Instant begin = from == null ? days.from() : from;
        Instant end = to == null ? days.to() : to;
        boolean wholeDays = begin.equals(days.from()) && end.equals(days.to());
        return wholeDays ? days : TimeRange.of(begin, end, now, Bucket.HOUR, 0, TimeRange.LONGEST);
    }

    // Relative, so that it holds behind any gateway (RFC 8288).
    private static HttpHeaders links(ImagePage page, @Nullable String customer, ImageFilter filter, int limit) {
        HttpHeaders headers = new HttpHeaders();
        if (page.next() != null) {
            UriComponentsBuilder next = UriComponentsBuilder.fromPath("/v1/stats/images")
                    .queryParam("limit", limit)
                    .queryParam("cursor", page.next().text());
            if (customer != null) {
                next.queryParam("customer", customer);
            }
            filter.parameters()
                    .forEach((name, value) -> next.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8)));
            headers.set(
                    HttpHeaders.LINK,
                    "<%s>; rel=\"next\"".formatted(next.build(true).toUriString()));
        }
        return headers;
    }
}
