package io.darkroom.infra.storage;

import io.darkroom.infra.config.EnvironmentConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.BucketProps;
import software.amazon.awscdk.services.s3.CorsRule;
import software.amazon.awscdk.services.s3.HttpMethods;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/// A bucket of originals or results: kept for as long as promised, then gone by itself; no service can
/// delete.
///
/// An object expires at the first midnight (UTC) that is the environment's days after its writing:
/// then it is hidden
/// by a marker, a day later its bytes are removed, and then the marker. A lock is over by then.
public final class ImageBucket extends Bucket {

    /// Pieces of images that are on their way. The service that puts them together removes them.
    public static final String UPLOADS = "uploads/*";

    /// What is kept in it.
    public enum Content {
        /// Originals, and [#UPLOADS].
        ORIGINALS,
        /// Results. They are locked for as long as they are kept, for everyone without the right to bypass it; no
        /// service has it.
        RESULTS
    }

    private static final List<String> DENIED_TO_SERVICES = List.of(
            "s3:BypassGovernanceRetention",
            "s3:DeleteObjectVersion",
            "s3:PutBucketObjectLockConfiguration",
            "s3:PutBucketPolicy",
            "s3:PutBucketVersioning",
            "s3:PutLifecycleConfiguration",
            "s3:PutObjectLegalHold",
            "s3:PutObjectRetention");

    ImageBucket(Construct scope, String id, EnvironmentConfig config, IKey key, IBucket accessLogs, Content content) {
        super(scope, id, properties(id, config, key, accessLogs, content));
        addToResourcePolicy(denied("ServicesNeverUnlock", config)
                .actions(DENIED_TO_SERVICES)
                .resources(List.of(getBucketArn(), arnForObjects("*")))
                .build());
        PolicyStatement.Builder neverDelete =
                denied("ServicesNeverDelete", config).actions(List.of("s3:DeleteObject"));
        switch (content) {
            case ORIGINALS -> neverDelete.notResources(List.of(arnForObjects(UPLOADS)));
            case RESULTS -> neverDelete.resources(List.of(arnForObjects("*")));
        }
        addToResourcePolicy(neverDelete.build());
    }

    private static PolicyStatement.Builder denied(String sid, EnvironmentConfig config) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .effect(Effect.DENY)
                .principals(List.of(new AnyPrincipal()))
                .conditions(Map.of("ArnLike", Map.of("aws:PrincipalArn", config.serviceRoleArns())));
    }

    private static BucketProps properties(
            String id, EnvironmentConfig config, IKey key, IBucket accessLogs, Content content) {
        BucketProps.Builder properties = BucketProps.builder()
                .encryption(BucketEncryption.KMS)
                .encryptionKey(key)
                .bucketKeyEnabled(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .serverAccessLogsBucket(accessLogs)
                .serverAccessLogsPrefix("s3/" + id.toLowerCase(Locale.ROOT) + "/")
                .cors(List.of(webPage(config)))
                .lifecycleRules(lifecycle(config.retention().objectDays()));
        if (content == Content.RESULTS) {
            properties
                    .objectLockEnabled(true)
                    .objectLockDefaultRetention(ObjectLockRetention.governance(
                            Duration.days(config.retention().objectDays())));
        }
        return properties.build();
    }

    // The web page follows a redirect from our own address to a presigned link.
    private static CorsRule webPage(EnvironmentConfig config) {
        return CorsRule.builder()
                .allowedMethods(List.of(HttpMethods.GET, HttpMethods.HEAD))
                .allowedOrigins(List.of("https://" + config.web().domainName()))
                .allowedHeaders(List.of("*"))
                .maxAge(3600)
                .build();
    }

    private static List<LifecycleRule> lifecycle(int days) {
        return List.of(
                LifecycleRule.builder()
                        .id("expire")
                        .expiration(Duration.days(days))
                        .noncurrentVersionExpiration(Duration.days(1))
                        .build(),
                LifecycleRule.builder()
                        .id("abort-unfinished-uploads")
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build(),
                LifecycleRule.builder()
                        .id("remove-expired-markers")
                        .expiredObjectDeleteMarker(true)
                        .build());
    }
}
