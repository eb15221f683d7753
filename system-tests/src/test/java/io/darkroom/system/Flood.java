package io.darkroom.system;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// One customer's images, as quickly as they are taken, until closed. The pictures are made before: the
/// sender is to cost little.
final class Flood implements AutoCloseable {

    private static final int UPLOADERS = 8;
    private static final int UNACKNOWLEDGED = 200;
    private static final int PICTURES = 20;
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);

    private final Platform platform;
    private final CustomerId customer;
    private final List<byte[]> pictures;
    private final AtomicLong accepted = new AtomicLong();
    private final Semaphore mayBeStreamed = new Semaphore(UNACKNOWLEDGED);
    private final List<Thread> senders = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Flood(Platform platform, String customer) {
        this.platform = platform;
        this.customer = new CustomerId(customer);
        this.pictures = Stream.generate(platform::nextSeed)
                .limit(PICTURES)
                .map(TestImages::jpeg)
                .toList();
    }

    /// Begins to upload, each of some senders the next image when the last is accepted.
    void upload() {
        for (int i = 0; i < UPLOADERS; i++) {
            begin(this::uploadOne);
        }
    }

    /// Begins to stream, so many images at a time not yet acknowledged.
    void stream() {
        begin(this::streamOne);
    }

    /// How many images were accepted so far.
    long accepted() {
        return accepted.get();
    }

    private void begin(Step step) {
        senders.add(Thread.ofPlatform().name("flood").start(() -> {
            try {
                while (!closed) {
                    step.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception | Error e) {
                failures.add(e);
            }
        }));
    }

    private void uploadOne() throws IOException, InterruptedException {
        Customer.Answer answer = platform.uploadPatiently(customer.value(), picture(), null);
        if (answer.status() != 202) {
            throw new IOException("the flood is answered " + answer.status());
        }
        accepted.incrementAndGet();
    }

    private void streamOne() throws InterruptedException {
        mayBeStreamed.acquire();
        CompletableFuture<ImageId> acknowledged =
                platform.externalApp().send(customer, platform.run() + "-flood-" + platform.nextSeed(), picture());
        var _ = acknowledged.whenComplete((_, failure) -> {
            mayBeStreamed.release();
            if (failure == null) {
                accepted.incrementAndGet();
            } else {
                failures.add(failure);
            }
        });
    }

    private byte[] picture() {
        return pictures.get((int) (platform.nextSeed() % PICTURES));
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Thread sender : senders) {
                if (!sender.join(ENDS_WITHIN)) {
                    throw new AssertionError("the flood does not end");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("a sender gave up", failures.peek());
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
