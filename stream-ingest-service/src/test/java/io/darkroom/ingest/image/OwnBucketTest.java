package io.darkroom.ingest.image;

import static io.darkroom.ingest.image.FakeSurroundings.PROPERTIES;
import static io.darkroom.ingest.image.FakeSurroundings.SETTINGS;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.darkroom.ingest.IngestProperties;
import io.darkroom.store.InMemoryImageStore;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnBucketTest {

    @ParameterizedTest
    @ValueSource(strings = {"darkroom-raw", "darkroom-results"})
    void aReferenceMayNeverNameOneOfOurBuckets(String bucket) {
        IngestProperties careless = new IngestProperties(
                PROPERTIES.formats(),
                PROPERTIES.maxImageSize(),
                Set.of("acme-dropbox", bucket),
                PROPERTIES.parallelImages(),
                PROPERTIES.defectAttempts(),
                PROPERTIES.consumer(),
                PROPERTIES.backOff());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubmittedBytes(new InMemoryImageStore(), SETTINGS, careless))
                .withMessageContaining(bucket);
    }
}
