package io.darkroom.servers;

/// Another kind of servers for integration tests than processes of this machine, found by
/// [java.util.ServiceLoader].
public interface InfrastructureProvider {

    /// The value of the system property `infrastructure` that asks for it.
    String name();

    /// The one of this JVM.
    Infrastructure shared();
}
