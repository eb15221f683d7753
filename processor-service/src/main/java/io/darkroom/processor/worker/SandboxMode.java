package io.darkroom.processor.worker;

/// Whether child processes run in a sandbox without network.
public enum SandboxMode {
    /// Where bubblewrap is installed and allowed; where not, the start says so once.
    AUTO,
    /// Always; where it is not possible, the service does not start.
    REQUIRED,
    /// Never.
    OFF
}
