package io.darkroom.infra.services;

import java.util.List;

/// The consumer groups whose backlog is watched. stats-service publishes it as
/// `darkroom.stats.backlog`.
public final class BacklogGroups {

    /// stream-ingest-service's.
    public static final List<String> OF_INGEST = List.of("stream-ingest");

    /// processor-service's, one for each lane.
    public static final List<String> OF_PROCESSOR = List.of("processor-upload", "processor-stream");

    private BacklogGroups() {}
}
