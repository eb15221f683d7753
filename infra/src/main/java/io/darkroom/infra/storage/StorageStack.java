package io.darkroom.infra.storage;

import io.darkroom.infra.DarkroomStack;
import io.darkroom.infra.config.EnvironmentConfig;
import software.constructs.Construct;

/// The keys, the buckets, and the container images.
public final class StorageStack extends DarkroomStack {

    private final EncryptionKey objectsKey;
    private final EncryptionKey logsKey;
    private final AccessLogBucket accessLogs;
    private final ImageBucket originals;
    private final ImageBucket results;
    private final ImageRepositories repositories;

    public StorageStack(Construct scope, EnvironmentConfig config) {
        super(scope, config, "storage", Lifetime.KEPT);
        objectsKey = new EncryptionKey(this, "ObjectsKey", "Darkroom's originals and results");
        logsKey = new EncryptionKey(this, "LogsKey", "Darkroom's logs").usableByLogs(config);
        accessLogs = new AccessLogBucket(this, "AccessLogs", config);
        originals = new ImageBucket(this, "Originals", config, objectsKey, accessLogs, ImageBucket.Content.ORIGINALS);
        results = new ImageBucket(this, "Results", config, objectsKey, accessLogs, ImageBucket.Content.RESULTS);
        repositories = new ImageRepositories(this, "Repositories", config.prefix(), objectsKey);
    }

    /// Encrypts originals and results.
    public EncryptionKey objectsKey() {
        return objectsKey;
    }

    /// Encrypts logs.
    public EncryptionKey logsKey() {
        return logsKey;
    }

    /// Takes access logs.
    public AccessLogBucket accessLogs() {
        return accessLogs;
    }

    /// The raw bucket.
    public ImageBucket originals() {
        return originals;
    }

    /// The results bucket.
    public ImageBucket results() {
        return results;
    }

    /// The services' container images.
    public ImageRepositories repositories() {
        return repositories;
    }
}
