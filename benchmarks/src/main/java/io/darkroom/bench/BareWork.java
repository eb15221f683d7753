package io.darkroom.bench;

import io.darkroom.processor.api.ImageProcessor;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processors.renditions.RenditionsProcessor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What the platform's workers do with an image, and nothing else: the processor `renditions` in this process, from
/// file
/// to files, one image per core at a time.
final class BareWork implements AutoCloseable {

    static final int THREADS = Runtime.getRuntime().availableProcessors();

    private static final String PART = "renditions on libvips";
    private static final Duration TIME_LEFT = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<ImageProcessor> processors = new ArrayList<>();
    private final Path scratch;

    /// @param scratch a directory for what it makes
    BareWork(Path scratch) throws Exception {
        this.scratch = Files.createDirectories(scratch);
        for (int i = 0; i < THREADS; i++) {
            ImageProcessor processor = new RenditionsProcessor();
            processor.open(Map.of());
            processors.add(processor);
        }
    }

    /// Works on all files.
    Measurement run(List<Path> files) throws InterruptedException {
        Queue<Path> waiting = new ConcurrentLinkedQueue<>(files);
        long pid = ProcessHandle.current().pid();
        double cpuBefore = ProcessTable.now().ownSeconds(pid);
        long start = System.nanoTime();
        List<Future<?>> runs = new ArrayList<>();
        for (ImageProcessor processor : processors) {
            runs.add(threads.submit(() -> {
                workOff(waiting, processor);
                return null;
            }));
        }
        for (Future<?> run : runs) {
            await(run);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measurement(
                files.size(), seconds, Map.of(PART, ProcessTable.now().ownSeconds(pid) - cpuBefore));
    }

    private static void await(Future<?> run) throws InterruptedException {
        try {
            run.get();
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException("The bare work failed: " + e.getCause(), e);
        }
    }

    private void workOff(Queue<Path> waiting, ImageProcessor processor) throws Exception {
        for (Path file = waiting.poll(); file != null; file = waiting.poll()) {
            Path output = Files.createTempDirectory(scratch, "output-");
            ProcessorAnswer answer = processor.process(
                    new ImageRequest(file.getFileName().toString(), file, output, "image/jpeg", TIME_LEFT, Map.of()));
            if (!(answer instanceof ProcessorAnswer.Done)) {
                throw new BenchmarkFailedException("The processor did not make renditions: " + answer);
            }
            remove(output);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        processors.forEach(ImageProcessor::close);
    }
}
