package io.darkroom.infra.network;

/// The ports on which Darkroom's parts listen. The services' own are the defaults in their
/// `application.yaml`.
public final class Ports {

    /// The load balancer, to redirect.
    public static final int HTTP = 80;

    /// The load balancer, and AWS's own services.
    public static final int HTTPS = 443;

    /// upload-service.
    public static final int UPLOAD = 8081;

    /// upload-service's Actuator.
    public static final int UPLOAD_MANAGEMENT = 9081;

    /// stream-ingest-service.
    public static final int INGEST = 8082;

    /// stream-ingest-service's Actuator.
    public static final int INGEST_MANAGEMENT = 9082;

    /// processor-service.
    public static final int PROCESSOR = 8083;

    /// processor-service's Actuator.
    public static final int PROCESSOR_MANAGEMENT = 9083;

    /// stats-service.
    public static final int STATS = 8084;

    /// stats-service's Actuator.
    public static final int STATS_MANAGEMENT = 9084;

    /// MSK's listener for clients that log in by IAM.
    public static final int KAFKA_IAM = 9098;

    /// PostgreSQL.
    public static final int POSTGRES = 5432;

    private Ports() {}
}
