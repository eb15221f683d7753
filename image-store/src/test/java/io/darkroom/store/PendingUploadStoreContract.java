package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import io.darkroom.store.PendingUploadStore.Description;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [PendingUploadStore] keeps, whatever it stores in.
public abstract class PendingUploadStoreContract {

    private static final CustomerId CUSTOMER = new CustomerId("acme");

    private final ImageId id = ImageId.random();

    /// The store under test; the same one throughout a test.
    protected abstract PendingUploadStore store();

    /// A store of the same kind that cannot be reached.
    protected abstract PendingUploadStore unreachableStore();

    @Test
    void keepsADescription() {
        String version = put("{\"n\":1}", null).orElseThrow();

        assertThat(store().findDescription(CUSTOMER, id)).contains(new Description("{\"n\":1}", version));
        assertThat(store().findDescription(new CustomerId("globex"), id)).isEmpty();
        assertThat(store().findDescription(CUSTOMER, ImageId.random())).isEmpty();
    }

    @Test
    void doesNotReplaceADescriptionWithoutItsVersion() {
        String first = put("{\"n\":1}", null).orElseThrow();

        assertThat(put("{\"n\":2}", null)).isEmpty();

        String second = put("{\"n\":2}", first).orElseThrow();
        assertThat(put("{\"n\":3}", first)).isEmpty();
        assertThat(store().findDescription(CUSTOMER, id)).contains(new Description("{\"n\":2}", second));
    }

    @Test
    void doesNotReplaceADescriptionThatIsNotThere() {
        String version = put("{\"n\":1}", null).orElseThrow();

        assertThat(store().putDescription(CUSTOMER, ImageId.random(), "{}", version))
                .isEmpty();
    }

    @Test
    void letsOneOfManyWinWhoReplaceOneDescriptionAtOnce() throws Exception {
        String first = put("{\"n\":0}", null).orElseThrow();
        List<Callable<Optional<String>>> writers = IntStream.rangeClosed(1, 8)
                .<Callable<Optional<String>>>mapToObj(n -> () -> put("{\"n\":" + n + "}", first))
                .toList();

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> winners = executor.invokeAll(writers).stream()
                    .map(Future::resultNow)
                    .flatMap(Optional::stream)
                    .toList();

            assertThat(winners).hasSize(1);
            assertThat(store().findDescription(CUSTOMER, id).map(Description::version))
                    .contains(winners.getFirst());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 70_000, 8 << 20})
    void keepsAChunk(int length) throws Exception {
        byte[] bytes = EndlessBytes.array(length, length + 10);
        ObjectKey.Chunk key = new ObjectKey.Chunk(CUSTOMER, id, 3, 1);

        store().putChunk(key, bytes, length, Sha256.of(Arrays.copyOf(bytes, length)));

        assertThat(read(key)).contains(Arrays.copyOf(bytes, length));
        assertThat(store().openChunk(new ObjectKey.Chunk(CUSTOMER, id, 4, 1))).isEmpty();
    }

    @Test
    void removesChunksAndPassesOverThoseThatAreGone() throws Exception {
        ObjectKey.Chunk one = new ObjectKey.Chunk(CUSTOMER, id, 1, 0);
        ObjectKey.Chunk other = new ObjectKey.Chunk(CUSTOMER, id, 1, 1);
        store().putChunk(one, new byte[5], 5, Sha256.of(new byte[5]));
        store().putChunk(other, new byte[5], 5, Sha256.of(new byte[5]));

        store().deleteChunks(List.of(one, new ObjectKey.Chunk(CUSTOMER, id, 9, 9)));

        assertThat(read(one)).isEmpty();
        assertThat(read(other)).isPresent();
    }

    @Test
    void saysSoWhenTheStoreIsAway() {
        PendingUploadStore away = unreachableStore();
        ObjectKey.Chunk key = new ObjectKey.Chunk(CUSTOMER, id, 1, 0);

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> away.findDescription(CUSTOMER, id));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> away.putDescription(CUSTOMER, id, "{}", null));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> away.putChunk(key, new byte[1], 1, Sha256.of(new byte[1])));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> away.openChunk(key));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> away.deleteChunks(List.of(key)));
    }

    private Optional<String> put(String json, String replaced) {
        return store().putDescription(CUSTOMER, id, json, replaced);
    }

    private Optional<byte[]> read(ObjectKey.Chunk key) throws Exception {
        Optional<InputStream> found = store().openChunk(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream bytes = found.get()) {
            return Optional.of(bytes.readAllBytes());
        }
    }
}
