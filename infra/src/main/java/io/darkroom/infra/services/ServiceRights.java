package io.darkroom.infra.services;

import io.darkroom.events.Topics;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.messaging.KafkaRights;
import io.darkroom.infra.storage.ImageBucket;
import io.darkroom.infra.storage.StorageStack;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.PolicyStatement;

/// What each service may do, and nothing more: each statement names its prefixes, topics and groups.
/// None may delete but the pieces of images that are on their way.
final class ServiceRights {

    private static final String RAW = "raw/*";
    private static final String RESULTS = "results/*";
    private static final String MANIFESTS = "results/*/manifest.json";

    private final EnvironmentConfig config;
    private final StorageStack storage;
    private final ServiceDependencies dependencies;
    private final KafkaRights kafka;

    ServiceRights(EnvironmentConfig config, StorageStack storage, ServiceDependencies dependencies) {
        this.config = config;
        this.storage = storage;
        this.dependencies = dependencies;
        this.kafka = dependencies.messaging().rights();
    }

    List<PolicyStatement> upload() {
        return Stream.of(
                        Stream.of(
                                look(),
                                objects(
                                        storage.originals(),
                                        RAW,
                                        "s3:AbortMultipartUpload",
                                        "s3:GetObject",
                                        "s3:PutObject"),
                                objects(
                                        storage.originals(),
                                        ImageBucket.UPLOADS,
                                        "s3:DeleteObject",
                                        "s3:GetObject",
                                        "s3:PutObject"),
                                objects(storage.results(), RESULTS, "s3:GetObject"),
                                encryption(),
                                kafka.connect(),
                                // For listeners: every instance reads all of it, in no group.
                                kafka.read(Topics.PROCESSED)),
                        kafka.write(Topics.UPLOADED).stream())
                .flatMap(statements -> statements)
                .toList();
    }

    List<PolicyStatement> ingest() {
        return Stream.of(
                        Stream.of(
                                look(),
                                objects(
                                        storage.originals(),
                                        RAW,
                                        "s3:AbortMultipartUpload",
                                        "s3:GetObject",
                                        "s3:PutObject"),
                                // The manifest of a record that was refused.
                                objects(storage.results(), MANIFESTS, "s3:GetObject", "s3:PutObject"),
                                encryption(),
                                kafka.connect(),
                                kafka.read(Topics.EXTERNAL),
                                kafka.join(BacklogGroups.OF_INGEST.toArray(String[]::new))),
                        kafka.write(Topics.STREAMED, Topics.PROCESSED, Topics.deadLetters(Topics.EXTERNAL)).stream(),
                        referredImages().stream())
                .flatMap(statements -> statements)
                .toList();
    }

    List<PolicyStatement> processor() {
        return Stream.of(
                        Stream.of(
                                look(),
                                objects(storage.originals(), RAW, "s3:GetObject"),
                                objects(storage.results(), RESULTS, "s3:GetObject", "s3:PutObject"),
                                encryption(),
                                kafka.connect(),
                                kafka.read(Topics.UPLOADED, Topics.STREAMED),
                                kafka.join(BacklogGroups.OF_PROCESSOR.toArray(String[]::new))),
                        kafka
                                .write(
                                        Topics.PROCESSED,
                                        Topics.deadLetters(Topics.UPLOADED),
                                        Topics.deadLetters(Topics.STREAMED))
                                .stream())
                .flatMap(statements -> statements)
                .toList();
    }

    List<PolicyStatement> stats() {
        List<String> watched = Stream.concat(BacklogGroups.OF_INGEST.stream(), BacklogGroups.OF_PROCESSOR.stream())
                .toList();
        return Stream.of(
                        Stream.of(
                                list(storage.originals()),
                                dependencies.database().login(),
                                kafka.connect(),
                                kafka.read(Topics.UPLOADED, Topics.STREAMED, Topics.PROCESSED),
                                kafka.join("stats-service")),
                        kafka
                                .write(
                                        Topics.deadLetters(Topics.UPLOADED),
                                        Topics.deadLetters(Topics.STREAMED),
                                        Topics.deadLetters(Topics.PROCESSED))
                                .stream(),
                        kafka.measure(watched, List.of(Topics.EXTERNAL)).stream())
                .flatMap(statements -> statements)
                .toList();
    }

    // Without it S3 answers 403 in place of 404 for what is not there.
    private PolicyStatement look() {
        return PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(
                        storage.originals().getBucketArn(), storage.results().getBucketArn()))
                .build();
    }

    private static PolicyStatement list(ImageBucket bucket) {
        return PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(bucket.getBucketArn()))
                .build();
    }

    private static PolicyStatement objects(ImageBucket bucket, String keys, String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(bucket.arnForObjects(keys)))
                .build();
    }

    private PolicyStatement encryption() {
        return PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of(storage.objectsKey().getKeyArn()))
                .conditions(Map.of(
                        "StringEquals", Map.of("kms:ViaService", "s3.%s.amazonaws.com".formatted(config.region()))))
                .build();
    }

    private List<PolicyStatement> referredImages() {
        List<String> buckets = config.externalApp().datarefBuckets().stream()
                .map(bucket -> "arn:aws:s3:::" + bucket)
                .toList();
        if (buckets.isEmpty()) {
            return List.of();
        }
        List<String> objects = buckets.stream().map(bucket -> bucket + "/*").toList();
        return List.of(
                PolicyStatement.Builder.create()
                        .actions(List.of("s3:ListBucket"))
                        .resources(buckets)
                        .build(),
                PolicyStatement.Builder.create()
                        .actions(List.of("s3:GetObject"))
                        .resources(objects)
                        .build());
    }
}
