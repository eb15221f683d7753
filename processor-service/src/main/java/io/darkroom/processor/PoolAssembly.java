package io.darkroom.processor;

import io.darkroom.events.Channel;
import io.darkroom.processor.endpoint.Endpoint;
import io.darkroom.processor.endpoint.EndpointPool;
import io.darkroom.processor.endpoint.OpenInferenceEndpoint;
import io.darkroom.processor.endpoint.ProcessorEndpoint;
import io.darkroom.processor.worker.CommandPool;
import io.darkroom.processor.worker.ProcessorPool;
import io.darkroom.processor.worker.WorkerLauncher;
import io.darkroom.processor.worker.WorkerLimits;
import io.darkroom.processor.worker.WorkerPool;
import io.darkroom.processor.worker.WorkerSpecification;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes the pool that a processor's settings describe. What they name is looked for: a program or file that is not
/// there stops the start.
///
/// @param properties all settings
/// @param launcher starts processes
/// @param registry shows how the pools do
record PoolAssembly(ProcessorProperties properties, WorkerLauncher launcher, MeterRegistry registry) {

    /// Makes a pool; it is not started.
    ///
    /// @throws IllegalArgumentException if something is not there; the message says what, and of which processor
    ProcessorPool pool(ProcessorSettings settings) {
        try {
            return switch (settings.transport()) {
                case WORKER -> new WorkerPool(specification(settings, worker(settings)), launcher, shares(), registry);
                case COMMAND ->
                    new CommandPool(
                            specification(settings, Program.of(settings.command())), launcher, shares(), registry);
                case HTTP ->
                    new EndpointPool(
                            settings.name(),
                            endpoint(settings),
                            settings.version(),
                            settings.workers(),
                            shares(),
                            registry);
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "darkroom.processor.processors: '" + settings.name() + "': " + e.getMessage(), e);
        }
    }

    private Map<Channel, Integer> shares() {
        ProcessorProperties.Lanes lanes = properties.lanes();
        return Map.of(
                Channel.UPLOAD, lanes.uploaded().share(),
                Channel.STREAM, lanes.streamed().share());
    }

    private Program worker(ProcessorSettings settings) {
        @Nullable String builtIn = settings.builtIn();
        @Nullable String plugIn = settings.plugIn();
        if (builtIn != null) {
            return JavaProcessors.locate(properties).builtIn(settings, builtIn);
        }
        return plugIn != null
                ? JavaProcessors.locate(properties).plugIn(settings, plugIn)
                : Program.of(settings.command());
    }

    private WorkerSpecification specification(ProcessorSettings settings, Program bare) {
        Program program = bare.with(settings.parameters());
        return new WorkerSpecification(
                settings.name(),
                settings.version(),
                program.command(),
                program.reads(),
                settings.environment(),
                settings.workers(),
                settings.spares(),
                settings.mostSetAside(),
                new WorkerLimits(
                        settings.startTimeout(),
                        settings.memoryLimit(),
                        settings.addressSpaceLimit(),
                        settings.cpuLimit(),
                        settings.maxProcesses(),
                        properties.results().maxFileSize(),
                        settings.recycleAfter(),
                        settings.recycleAboveMemory()),
                program.recording());
    }

    private Endpoint endpoint(ProcessorSettings settings) {
        URI url = Objects.requireNonNull(settings.url(), "checked by the settings");
        OpenInferenceSettings inference = settings.openInference();
        if (inference == null) {
            ProcessorProperties.Results results = properties.results();
            return new ProcessorEndpoint(
                    url,
                    settings.headers(),
                    results.maxFiles(),
                    results.maxFileSize().toBytes());
        }
        return new OpenInferenceEndpoint(
                url,
                settings.headers(),
                new OpenInferenceEndpoint.Model(
                        inference.model(),
                        inference.modelVersion(),
                        inference.input(),
                        inference.output(),
                        inference.top(),
                        inference.minScore()),
                labels(inference));
    }

    private static List<String> labels(OpenInferenceSettings inference) {
        try {
            return Files.readAllLines(inference.labels()).stream()
                    .filter(line -> !line.isBlank())
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("open-inference: the labels cannot be read: " + inference.labels(), e);
        }
    }
}
