package io.darkroom.bench;

import io.darkroom.events.Channel;
import io.darkroom.local.samples.Photographs;
import io.darkroom.local.samples.Sample;
import io.darkroom.local.samples.SampleSender;
import io.darkroom.local.samples.SentSample;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sends photographs through both doors of the platform and waits until the last of them is counted.
final class PipelineWork implements AutoCloseable {

    private static final int SENDERS = 4;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE_PER_IMAGE = Duration.ofSeconds(10);

    private final PlatformDescription platform;
    private final Photographs photographs;
    private final SampleSender sender;
    private final Ended ended;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    PipelineWork(PlatformDescription platform, Photographs photographs) {
        this.platform = platform;
        this.photographs = photographs;
        this.sender = new SampleSender(platform.doors());
        this.ended = new Ended(platform.database());
    }

    /// Sends photographs, half of them by each door.
    ///
    /// @param first the number of the first; no number is to be used twice
    /// @param count how many
    Measurement run(int first, int count) throws InterruptedException, SQLException {
        CpuMeter meter = new CpuMeter(platform);
        Map<String, Double> before = meter.read();
        long start = System.nanoTime();
        awaitProcessed(send(first, count));
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Double> used = CpuMeter.between(before, meter.read());
        used.remove(CpuMeter.SENDER);
        return new Measurement(count, seconds, used);
    }

    private List<UUID> send(int first, int count) throws InterruptedException {
        List<Future<List<SentSample>>> sendings = new ArrayList<>();
        for (int part = 0; part < SENDERS; part++) {
            List<Sample> samples = new ArrayList<>();
            for (int number = first + part; number < first + count; number += SENDERS) {
                samples.add(sample(number));
            }
            sendings.add(threads.submit(() -> sender.send(samples, _ -> {})));
        }
        List<UUID> ids = new ArrayList<>();
        for (Future<List<SentSample>> sending : sendings) {
            try {
                sending.get().forEach(sent -> ids.add(sent.imageId().value()));
            } catch (ExecutionException e) {
                throw new BenchmarkFailedException("The images were not taken: " + e.getCause(), e);
            }
        }
        return ids;
    }

    private Sample sample(int number) {
        boolean isUpload = number % 2 == 0;
        return new Sample(
                isUpload ? PlatformDescription.ACME : PlatformDescription.GLOBEX,
                isUpload ? Channel.UPLOAD : Channel.STREAM,
                "photograph-%08d.jpg".formatted(number),
                "image/jpeg",
                null,
                () -> photographs.jpeg(number));
    }

    private void awaitProcessed(List<UUID> ids) throws InterruptedException, SQLException {
        long deadline =
                System.nanoTime() + PATIENCE_PER_IMAGE.multipliedBy(ids.size()).toNanos();
        while (ended.processed(ids) < ids.size()) {
            if (ended.failed(ids) > 0 || System.nanoTime() > deadline) {
                throw new BenchmarkFailedException("Of %d images, %d were processed and %d failed"
                        .formatted(ids.size(), ended.processed(ids), ended.failed(ids)));
            }
            Thread.sleep(POLL);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        sender.close();
        ended.close();
    }
}
