package io.darkroom.servers;

import java.net.URI;

/// The servers that integration tests run against. Each is started when it is first asked for, shared by all tests of
/// the JVM, and gone when the JVM ends.
public interface Infrastructure {

    /// The one of this JVM.
    static Infrastructure shared() {
        return RealServers.shared();
    }

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
