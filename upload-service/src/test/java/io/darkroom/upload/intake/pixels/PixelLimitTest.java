package io.darkroom.upload.intake.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelLimitTest {

    private final PixelLimit limit = new PixelLimit(1_000_000);

    @Test
    void letsPassWhatIsWithinItByteByByte() throws IOException {
        byte[] image = ClaimedSizes.jpeg(1_000, 1_000, 100_000);

        assertThat(limit.check(ImageFormat.JPEG, new ByteArrayInputStream(image))
                        .readAllBytes())
                .isEqualTo(image);
        assertThatCode(() -> limit.requireWithin(ImageFormat.JPEG, image)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"1001, 1000", "1, 1000001", "-1, -1"})
    void refusesWhatSaysThatItHasMore(int widthPx, int heightPx) {
        byte[] image = ClaimedSizes.png(widthPx, heightPx);

        assertThatThrownBy(() -> limit.requireWithin(ImageFormat.PNG, image))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.TOO_MANY_PIXELS))
                .hasMessageEndingWith(" pixels; at most 1,000,000 in all are taken.");
    }

    @Test
    void refusesAsSoonAsTheHeaderHasPassed() throws IOException {
        byte[] image = ClaimedSizes.jpeg(1_001, 1_000, 100_000);
        InputStream checked = limit.check(ImageFormat.JPEG, new ByteArrayInputStream(image));

        assertThat(checked.readNBytes(100_000)).hasSize(100_000);
        assertThatThrownBy(checked::readAllBytes).isInstanceOf(FailureException.class);
    }

    @Test
    void countsWhatNoNumberHolds() {
        byte[] image = ClaimedSizes.bigTiff(Long.MAX_VALUE, Long.MAX_VALUE);

        assertThatThrownBy(() -> new PixelLimit(Long.MAX_VALUE).requireWithin(ImageFormat.TIFF, image))
                .isInstanceOf(FailureException.class);
    }

    @Test
    void takesAnyNumberUnlessThereIsALimit() throws IOException {
        byte[] image = ClaimedSizes.png(60_000, 60_000);
        InputStream bytes = new ByteArrayInputStream(image);

        assertThat(new PixelLimit(0).check(ImageFormat.PNG, bytes)).isSameAs(bytes);
        assertThatCode(() -> new PixelLimit(0).requireWithin(ImageFormat.PNG, image))
                .doesNotThrowAnyException();
    }
}
