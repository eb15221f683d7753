package io.darkroom.vips;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VipsExceptionTest {

    @Test
    void tellsAShortageOfMemoryFromABadImage() {
        assertThat(new VipsException("vips_tracked: out of memory --- size == 400MB").isOutOfMemory())
                .isTrue();
        assertThat(new VipsException("VipsJpeg: Insufficient memory (case 4)").isOutOfMemory())
                .isTrue();
        assertThat(new VipsException("pngload_buffer: libspng read error").isOutOfMemory())
                .isFalse();
    }

    @Test
    void anImageThatClaimsTooMuchIsABadImage() {
        assertThat(new VipsException("tiff2vips: Out of memory reading of \"BitsPerSample\"").isOutOfMemory())
                .isFalse();
        assertThat(new VipsException("heifload_buffer: Memory allocation error: Security limit exceeded")
                        .isOutOfMemory())
                .isFalse();
    }
}
