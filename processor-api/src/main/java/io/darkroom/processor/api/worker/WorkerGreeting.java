package io.darkroom.processor.api.worker;

/// A worker's first line: it is ready for images.
///
/// @param protocol the protocol's version, [WorkerProtocol#VERSION]
/// @param name the processor's own name
/// @param version the processor's version, as manifests and statistics show it
public record WorkerGreeting(int protocol, String name, String version) {

    /// @throws IllegalArgumentException if name or version is empty
    public WorkerGreeting {
        if (name.isEmpty() || version.isEmpty()) {
            throw new IllegalArgumentException("a worker tells its processor's name and version");
        }
    }
}
