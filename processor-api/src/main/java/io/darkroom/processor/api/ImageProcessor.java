package io.darkroom.processor.api;

import java.util.Map;

/// Image code in Java. Implementations are found by [java.util.ServiceLoader] and run in a child process of
/// their own, the worker.
///
/// Life: constructed once per worker process, [#open] once, [#process] any number of times, [#close]
/// once at an orderly end. All calls come from one thread, one after another: an implementation needs
/// no locks. The process may be killed at any moment, at the request's deadline for example: keep no
/// state that matters.
public interface ImageProcessor extends AutoCloseable {

    /// The name that configuration refers to: lower-case letters, digits and hyphens.
    String name();

    /// The version that manifests and statistics show.
    String version();

    /// Makes ready: loads models, warms up. The worker takes no image before this returns.
    ///
    /// @param parameters the processor's configured parameters
    /// @throws Exception if the processor cannot work; the worker process ends and start-up fails with this
    ///     message
    default void open(Map<String, String> parameters) throws Exception {}

    /// Works on one image.
    ///
    /// @return what came of it; files that it names lie in the request's output directory
    /// @throws Exception if the processor's own code fails: the image ends as failed, and the worker
    ///     goes on
    ProcessorAnswer process(ImageRequest request) throws Exception;

    /// Frees what [#open] took.
    @Override
    default void close() {}
}
