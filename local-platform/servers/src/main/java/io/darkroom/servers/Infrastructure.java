package io.darkroom.servers;

import java.net.URI;
import java.util.ServiceLoader;

/// The servers that integration tests run against. Each is started when it is first asked for, shared by all tests of
/// the JVM, and gone when the JVM ends.
///
/// They are processes of this machine, or, with `-Dinfrastructure=containers`, containers.
public interface Infrastructure {

    /// The system property that names the kind.
    String PROPERTY = "infrastructure";

    /// The one of this JVM.
    ///
    /// @throws ServerFailedException if there is no such kind
    static Infrastructure shared() {
        String wanted = System.getProperty(PROPERTY, RealServers.NAME);
        if (wanted.equals(RealServers.NAME)) {
            return RealServers.shared();
        }
        return ServiceLoader.load(InfrastructureProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ServerFailedException("There is no infrastructure '" + wanted + "'"))
                .shared();
    }

    /// Kafka, with all topics.
    Server kafka();

    /// PostgreSQL, with the database and its roles.
    Server postgres();

    /// The S3 server, with both buckets.
    Server s3();

    /// What Kafka clients connect to. All of Darkroom's topics are there.
    String bootstrapServers();

    /// The JDBC address of Darkroom's database, which is empty at first; users and passwords as in [LocalDatabase].
    String jdbcUrl();

    /// Where the S3 server is; region and credentials as in [S3Server]. Darkroom's buckets are there.
    URI s3Endpoint();

    /// The OpenID issuer's address, as it stands in tokens.
    URI issuer();

    /// A fresh access token of an app: `acme-app`, `globex-app` (customers), `analyst-app` or `operator-app`.
    String accessToken(String clientId);
}
