package io.darkroom.bench.upload;

/// What a process does in the measurement.
enum Role {
    /// The contender; none if the generator itself is it.
    SERVER,
    /// The S3 server of all.
    S3,
    /// The broker that takes the events of `upload-service`.
    KAFKA,
    /// The clients, in this process.
    GENERATOR
}
