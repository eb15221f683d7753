package io.darkroom.store;

/// The two buckets; what they are called is a setting.
public enum Bucket {
    /// Originals.
    RAW,
    /// Results and manifests.
    RESULTS
}
