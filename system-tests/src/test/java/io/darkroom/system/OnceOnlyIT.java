package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.CustomerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Sending again means the same image.
class OnceOnlyIT {

    private final Platform platform = Platform.shared();
    private final Customer acme = platform.customer("acme");

    @Test
    void tenUploadsWithOneKeyAtOnceAreOneImage() throws Exception {
        byte[] image = TestImages.jpeg(platform.nextSeed());
        String key = platform.run() + "-ten-at-once";
        List<Future<Customer.Answer>> answers = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            for (int i = 0; i < 10; i++) {
                answers.add(threads.submit(() -> acme.upload(image, key)));
            }
        }

        Set<String> receipts = new HashSet<>();
        for (Future<Customer.Answer> answer : answers) {
            assertThat(answer.get().status()).isEqualTo(202);
            receipts.add(answer.get().text("id") + " " + answer.get().text("receivedAt"));
        }
        assertThat(receipts).hasSize(1);
        String id = receipts.iterator().next().split(" ", 2)[0];
        platform.awaitFact(id, "PROCESSED");
        assertThat(platform.numbers().countOf(id)).isEqualTo(1);
    }

    @Test
    void theSameKeyForOtherContentIsAConflict() throws Exception {
        String key = platform.run() + "-conflict";
        acme.upload(TestImages.jpeg(platform.nextSeed()), key);

        Customer.Answer second = acme.upload(TestImages.jpeg(platform.nextSeed()), key);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("code")).isEqualTo("ID_CONFLICT");
    }

    @Test
    void theSameStreamRecordFiveTimesIsOneImage() throws Exception {
        byte[] image = TestImages.jpeg(platform.nextSeed());
        Set<String> ids = new HashSet<>();

        for (int i = 0; i < 5; i++) {
            ids.add(platform.externalApp()
                    .send(new CustomerId("acme"), platform.run() + "-five-times", image)
                    .get()
                    .toString());
        }

        assertThat(ids).hasSize(1);
        String id = ids.iterator().next();
        platform.awaitFact(id, "PROCESSED");
        platform.awaitStreamConsumed();
        assertThat(platform.numbers().countOf(id)).isEqualTo(1);
    }
}
