package io.darkroom.infra.storage;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecr.CfnPullThroughCacheRule;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.RepositoryEncryption;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/// Where the services' container images lie. A tag never changes its meaning: a roll-back gets what ran
/// before.
public final class ImageRepositories extends Construct {

    /// Where images of the public registry are kept once they were asked for.
    public static final String PUBLIC_CACHE = "ecr-public";

    private static final int KEPT = 50;

    private final Map<String, Repository> repositories = new TreeMap<>();

    ImageRepositories(Construct scope, String id, String prefix, IKey key) {
        super(scope, id);
        for (String service :
                List.of("upload-service", "stream-ingest-service", "processor-service", "stats-service")) {
            repositories.put(service, repository(prefix + "/" + service, service, key));
        }
        CfnPullThroughCacheRule.Builder.create(this, "PublicCache")
                .ecrRepositoryPrefix(PUBLIC_CACHE)
                .upstreamRegistryUrl("public.ecr.aws")
                .build();
    }

    private Repository repository(String name, String id, IKey key) {
        return Repository.Builder.create(this, id)
                .repositoryName(name)
                .imageTagMutability(TagMutability.IMMUTABLE)
                .imageScanOnPush(true)
                .encryption(RepositoryEncryption.KMS)
                .encryptionKey(key)
                .removalPolicy(RemovalPolicy.RETAIN)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .description("The latest " + KEPT)
                        .maxImageCount(KEPT)
                        .build()))
                .build();
    }

    /// The repository of a service.
    public IRepository of(String service) {
        return Objects.requireNonNull(repositories.get(service), service);
    }
}
