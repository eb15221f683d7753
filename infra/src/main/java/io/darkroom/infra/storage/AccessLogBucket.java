package io.darkroom.infra.storage;

import io.darkroom.infra.config.EnvironmentConfig;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.BucketProps;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/// Where the load balancer and the buckets write who asked for what. Both can only write to a bucket
/// that S3 encrypts
/// with its own keys.
public final class AccessLogBucket extends Bucket {

    AccessLogBucket(Construct scope, String id, EnvironmentConfig config) {
        super(
                scope,
                id,
                BucketProps.builder()
                        .encryption(BucketEncryption.S3_MANAGED)
                        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                        .enforceSsl(true)
                        .minimumTlsVersion(1.2)
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .lifecycleRules(List.of(LifecycleRule.builder()
                                .id("expire")
                                .expiration(Duration.days(config.retention().accessLogDays()))
                                .abortIncompleteMultipartUploadAfter(Duration.days(1))
                                .build()))
                        .build());
    }
}
