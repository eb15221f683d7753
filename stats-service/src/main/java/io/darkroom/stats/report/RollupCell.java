package io.darkroom.stats.report;

import org.jspecify.annotations.Nullable;

/// Images of one outcome whose processing took about equally long.
///
/// @param outcome `PROCESSED`, `FAILED` or `IN_FLIGHT`
/// @param upToMillis upper bound of how long processing took; null in flight
record RollupCell(
        String outcome, @Nullable Long upToMillis, long images, long bytesIn, long bytesOut, long processingMillis) {}
