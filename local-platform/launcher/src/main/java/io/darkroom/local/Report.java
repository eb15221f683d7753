package io.darkroom.local;

import io.darkroom.servers.LocalBuckets;
import io.darkroom.servers.LocalDatabase;
import io.darkroom.servers.OpenIdIssuer;
import io.darkroom.servers.S3Server;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/// What a person is shown once everything runs.
final class Report {

    private static final String ROW = "  %-12s %-26s %-36s %7s";

    private Report() {}

    /// The table of outcomes and the balance below it.
    static String numbers(List<Numbers.Outcomes> outcomes, Numbers.Balance balance) {
        StringBuilder text = new StringBuilder();
        text.append(ROW.formatted("customer", "media type", "outcome", "images"))
                .append(System.lineSeparator());
        for (Numbers.Outcomes row : outcomes) {
            String mediaType = Objects.requireNonNullElse(row.mediaType(), "(unknown)");
            text.append(ROW.formatted(row.customerId(), mediaType, row.outcome(), row.images()))
                    .append(System.lineSeparator());
        }
        text.append(System.lineSeparator())
                .append("  balance: %d accepted %s %d processed + %d failed + %d in flight"
                        .formatted(
                                balance.accepted(),
                                balance.isClosed() ? "=" : "≠",
                                balance.processed(),
                                balance.failed(),
                                balance.inFlight()));
        return text.toString();
    }

    /// Where everything is, and how to get in.
    static String addresses(URI gateway, Addresses servers, String logs) {
        return """
                 the page          %1$s
                 sign in           acme, globex (customers), analyst, operator; password: %2$s
                 a token           curl -s -u acme-app:%3$s -d grant_type=client_credentials %4$s/oauth2/token
                 send an image     curl -H "Authorization: Bearer $TOKEN" -F file=@photo.jpg %1$s/v1/images
                 the numbers       psql postgresql://%5$s:%5$s@127.0.0.1:%6$d/%7$s -c 'select * from bi.balance'
                 originals         s3://%8$s/raw/CUSTOMER/IMAGE
                 results           s3://%9$s/results/CUSTOMER/IMAGE/
                 larger streamed   s3://%10$s, then name it in ce_dataref
                 S3                %11$s (region %12$s, access key %13$s, secret key %14$s)
                 Kafka             %15$s
                 logs              %16$s
               """.formatted(
                        gateway,
                        OpenIdIssuer.PASSWORD,
                        OpenIdIssuer.secretOf("acme-app"),
                        servers.issuer(),
                        LocalDatabase.BI_ROLE,
                        servers.postgresPort(),
                        LocalDatabase.NAME,
                        LocalBuckets.RAW,
                        LocalBuckets.RESULTS,
                        LocalBuckets.INBOX,
                        servers.s3(),
                        S3Server.REGION,
                        S3Server.ACCESS_KEY,
                        S3Server.SECRET_KEY,
                        servers.bootstrapServers(),
                        logs);
    }
}
