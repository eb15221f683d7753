package io.darkroom.servers;

import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/// The buckets of a local server: originals, results, and what the external app refers to; all kept for a while and
/// then expired.
public final class LocalBuckets {

    /// Originals.
    public static final String RAW = "darkroom-raw";

    /// Results and manifests.
    public static final String RESULTS = "darkroom-results";

    /// Of the external app: images too large for a record, which it refers to.
    public static final String INBOX = "darkroom-inbox";

    /// All of them.
    public static final List<String> ALL = List.of(RAW, RESULTS, INBOX);

    /// How long what is in them is kept.
    public static final int RETENTION_DAYS = 7;

    private static final int UNFINISHED_UPLOAD_DAYS = 1;

    private LocalBuckets() {}

    /// Creates the buckets that are not there yet and sets their lifecycle rules.
    ///
    /// @throws ServerFailedException if the server refuses
    public static void create(S3Server server) {
        try (S3Client client = server.client()) {
            create(client);
        }
    }

    /// Creates the buckets that are not there yet and sets their lifecycle rules.
    ///
    /// @param client stays open
    /// @throws ServerFailedException if the server refuses
    public static void create(S3Client client) {
        try {
            for (String bucket : ALL) {
                create(client, bucket);
                client.putBucketLifecycleConfiguration(
                        request -> request.bucket(bucket).lifecycleConfiguration(rules()));
            }
        } catch (SdkException e) {
            throw new ServerFailedException("The buckets cannot be set up: " + e.getMessage(), e);
        }
    }

    private static void create(S3Client client, String bucket) {
        try {
            client.createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException e) {
            // As it should be, from the second start on.
        }
    }

    private static BucketLifecycleConfiguration rules() {
        return BucketLifecycleConfiguration.builder()
                .rules(
                        rule("expire")
                                .expiration(after -> after.days(RETENTION_DAYS))
                                .build(),
                        rule("abort-unfinished-uploads")
                                .abortIncompleteMultipartUpload(
                                        after -> after.daysAfterInitiation(UNFINISHED_UPLOAD_DAYS))
                                .build())
                .build();
    }

    private static LifecycleRule.Builder rule(String id) {
        return LifecycleRule.builder().id(id).status(ExpirationStatus.ENABLED).filter(filter -> filter.prefix(""));
    }
}
