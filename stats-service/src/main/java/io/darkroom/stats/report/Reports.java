package io.darkroom.stats.report;

import io.darkroom.stats.freshness.FreshnessRepository;
import io.darkroom.stats.report.RollupRepository.Dimension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes reports of the numbers.
@Component
class Reports {

    private final RollupRepository rollups;
    private final ImageRepository images;
    private final FreshnessRepository freshness;

    Reports(RollupRepository rollups, ImageRepository images, FreshnessRepository freshness) {
        this.rollups = rollups;
        this.images = images;
        this.freshness = freshness;
    }

    Summary summary(Scope scope, TimeRange range) {
        Instant completeUntil = completeUntil();
        Map<Dimension, Map<String, List<RollupCell>>> cells = rollups.summary(scope, range);
        return new Summary(
                scope.customer(),
                range.from(),
                range.to(),
                completeUntil,
                Tally.of(cells.getOrDefault(Dimension.TOTAL, Map.of()).getOrDefault("", List.of())),
                groups(cells, Dimension.CHANNEL),
                groups(cells, Dimension.MEDIA_TYPE),
                groups(cells, Dimension.CATEGORY),
                groups(cells, Dimension.FAILURE_CODE));
    }

    Timeline timeline(Scope scope, TimeRange range) {
        Instant completeUntil = completeUntil();
        Map<Instant, List<RollupCell>> cells = rollups.timeline(scope, range);
        List<Timeline.Point> points = range.starts().stream()
                .map(start -> new Timeline.Point(start, Tally.of(cells.getOrDefault(start, List.of()))))
                .toList();
        return new Timeline(scope.customer(), range.from(), range.to(), range.bucket(), completeUntil, points);
    }

    ImagePage images(Scope scope, ImageFilter filter, @Nullable Cursor after, int limit) {
        // One more than asked tells whether there is a next page.
        List<ImageRow> rows = images.page(scope, filter, after, limit + 1);
        if (rows.size() <= limit) {
            return new ImagePage(rows, null);
        }
        ImageRow last = rows.get(limit - 1);
        return new ImagePage(rows.subList(0, limit), new Cursor(last.receivedAt(), last.imageId()));
    }

    // Read before the numbers: they are complete up to then, and maybe further.
    private @Nullable Instant completeUntil() {
        return freshness.completeUntil().orElse(null);
    }

    private static List<Summary.Group> groups(
            Map<Dimension, Map<String, List<RollupCell>>> cells, Dimension dimension) {
        return cells.getOrDefault(dimension, Map.of()).entrySet().stream()
                .map(entry -> new Summary.Group(entry.getKey(), Tally.of(entry.getValue())))
                .toList();
    }
}
