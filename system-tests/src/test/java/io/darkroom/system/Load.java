package io.darkroom.system;

import io.darkroom.events.CustomerId;
import io.darkroom.events.Sha256;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A steady flow of images through both doors. Senders behave as senders should: each image has a key of its own, and
/// what was
/// not acknowledged is sent again under the same key.
final class Load implements AutoCloseable {

    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(10);

    private final Platform platform;
    private final int atLeastPerSender;
    private final Duration pace;
    private final Queue<Sent> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> attempted = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger seeds = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<Thread> senders;

    /// @param atLeastPerSender how many images each of the four senders (two per door) sends before it may stop
    /// @param pace the pause of a sender between two images
    Load(Platform platform, int atLeastPerSender, Duration pace) {
        this.platform = platform;
        this.atLeastPerSender = atLeastPerSender;
        this.pace = pace;
        this.senders = List.of(
                sender(() -> upload(platform.customer("acme"))),
                sender(() -> upload(platform.customer("globex"))),
                sender(() -> stream(new CustomerId("acme"))),
                sender(() -> stream(new CustomerId("globex"))));
    }

    /// Lets the senders end once each has sent enough, and waits for that.
    void finish() throws InterruptedException {
        stopping.set(true);
        for (Thread sender : senders) {
            sender.join(GIVE_UP_AFTER);
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("a sender gave up", failures.peek());
        }
    }

    /// What was acknowledged so far.
    List<Sent> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /// The ids of all images that were tried, where the sender can know them.
    List<String> attempted() {
        return List.copyOf(attempted);
    }

    /// How many tries were refused or got no answer.
    int refusals() {
        return refusals.get();
    }

    private Thread sender(Step step) {
        return Thread.ofVirtual().start(() -> {
            try {
                for (int sent = 0; sent < atLeastPerSender || !stopping.get(); sent++) {
                    step.run();
                    TimeUnit.MILLISECONDS.sleep(pace.toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception | Error e) {
                failures.add(e);
            }
        });
    }

    private void upload(Customer customer) throws IOException, InterruptedException {
        int seed = seeds.incrementAndGet();
        byte[] image = TestImages.jpeg(seed);
        long giveUpAt = System.nanoTime() + GIVE_UP_AFTER.toNanos();
        while (true) {
            String told;
            try {
                Customer.Answer answer = customer.upload(image, platform.run() + "-" + seed);
                if (answer.status() == 202) {
                    String id = answer.text("id");
                    attempted.add(id);
                    acknowledged.add(new Sent(id, customer.name(), Sha256.of(image)));
                    return;
                }
                told = "status " + answer.status();
            } catch (IOException e) {
                told = e.toString();
            }
            refusals.incrementAndGet();
            if (System.nanoTime() > giveUpAt) {
                throw new IOException("not accepted for " + GIVE_UP_AFTER + ", last: " + told);
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    private void stream(CustomerId customer) throws Exception {
        int seed = seeds.incrementAndGet();
        byte[] image = TestImages.jpeg(seed);
        String id = platform.externalApp()
                .send(customer, platform.run() + "-" + seed, image)
                .get(GIVE_UP_AFTER.toSeconds(), TimeUnit.SECONDS)
                .toString();
        attempted.add(id);
        acknowledged.add(new Sent(id, customer.value(), Sha256.of(image)));
    }

    @Override
    public void close() {
        senders.forEach(Thread::interrupt);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
