package io.darkroom.infra.bi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A data set: what is read from the `bi` views, and of which types.
///
/// @param name by which analyses know it
/// @param title for people
/// @param query what is read
/// @param columns the query's columns in their order, with QuickSight's types
/// @param imported whether it is kept in QuickSight's memory and refreshed every hour; else it is
///     asked for each time
/// @param ofCustomers whether rows belong to customers, so that row-level rules apply
record DataSetSpecification(
        String name, String title, String query, Map<String, String> columns, boolean imported, boolean ofCustomers) {

    private static final String TEXT = "STRING";
    private static final String NUMBER = "INTEGER";
    private static final String TIME = "DATETIME";
    private static final int MONTHS_SHOWN = 13;

    /// Which rows a group of analysts sees: no value stands for all.
    static final String RULES_QUERY = "select '%s'::text as \"GroupName\", null::text as customer_id";

    DataSetSpecification {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    static List<DataSetSpecification> all() {
        return List.of(daily(), percentiles(), balance(), freshness());
    }

    private static DataSetSpecification daily() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("received_day", TIME);
        for (String text : List.of("customer_id", "channel", "media_type", "category", "outcome", "failure_code")) {
            columns.put(text, TEXT);
        }
        for (String number : List.of("images", "bytes_in", "bytes_out", "processing_millis")) {
            columns.put(number, NUMBER);
        }
        return new DataSetSpecification(
                "daily", "Images by day", fromView("images_daily", columns, "received_day"), columns, true, true);
    }

    private static DataSetSpecification percentiles() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("received_day", TIME);
        for (String text : List.of("customer_id", "channel", "media_type")) {
            columns.put(text, TEXT);
        }
        for (String number : List.of("images", "p50_millis", "p95_millis", "p99_millis")) {
            columns.put(number, NUMBER);
        }
        return new DataSetSpecification(
                "percentiles",
                "Processing times by day",
                fromView("processing_percentiles_daily", columns, "received_day"),
                columns,
                true,
                true);
    }

    private static DataSetSpecification balance() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("received_hour", TIME);
        columns.put("customer_id", TEXT);
        for (String number : List.of("accepted", "refused", "processed", "failed", "in_flight")) {
            columns.put(number, NUMBER);
        }
        return new DataSetSpecification(
                "balance", "Balance", fromView("balance", columns, "received_hour"), columns, true, true);
    }

    private static DataSetSpecification freshness() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("channel", TEXT);
        columns.put("complete_until", TIME);
        columns.put("behind_seconds", NUMBER);
        columns.put("events_behind", NUMBER);
        return new DataSetSpecification(
                "freshness",
                "Freshness",
                "select channel, complete_until, extract(epoch from behind)::bigint as behind_seconds, events_behind"
                        + " from bi.freshness",
                columns,
                false,
                false);
    }

    private static String fromView(String view, Map<String, String> columns, String time) {
        return "select %s from bi.%s where %s >= now() - interval '%d months'"
                .formatted(String.join(", ", columns.keySet()), view, time, MONTHS_SHOWN);
    }
}
