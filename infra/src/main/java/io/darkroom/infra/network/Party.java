package io.darkroom.infra.network;

/// Who takes part in the network's traffic. All but the outside have a security group of their own.
public enum Party {
    /// The load balancer.
    LOAD_BALANCER("load balancer"),
    /// upload-service.
    UPLOAD("upload-service"),
    /// stream-ingest-service.
    INGEST("stream-ingest-service"),
    /// processor-service.
    PROCESSOR("processor-service"),
    /// stats-service.
    STATS("stats-service"),
    /// Kafka.
    BROKERS("brokers"),
    /// The primary database.
    DATABASE("database"),
    /// The analysts' replica.
    REPLICA("replica"),
    /// QuickSight's network interfaces.
    QUICKSIGHT("QuickSight"),
    /// The interface endpoints of AWS services.
    ENDPOINTS("endpoints"),
    /// The external app, from its own network.
    EXTERNAL_APP("external app"),
    /// S3, by its prefix list.
    S3("S3"),
    /// Everybody.
    WORLD("world");

    private final String text;

    Party(String text) {
        this.text = text;
    }

    boolean hasGroup() {
        return switch (this) {
            case EXTERNAL_APP, S3, WORLD -> false;
            case LOAD_BALANCER, UPLOAD, INGEST, PROCESSOR, STATS, BROKERS, DATABASE, REPLICA, QUICKSIGHT, ENDPOINTS ->
                true;
        };
    }

    /// The name for people.
    @Override
    public String toString() {
        return text;
    }
}
