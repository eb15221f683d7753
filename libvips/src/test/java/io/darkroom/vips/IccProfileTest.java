package io.darkroom.vips;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IccProfileTest {

    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    @Test
    void theUsualProfileIsSrgb() {
        assertThat(IccProfile.isSrgb(SRGB)).isTrue();
    }

    @Test
    void aProfileWithLinearCurvesIsNot() {
        assertThat(IccProfile.isSrgb(
                        ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData()))
                .isFalse();
    }

    @Test
    void aProfileWithWiderPrimariesIsNot() {
        assertThat(IccProfile.isSrgb(IccProfiles.displayP3())).isFalse();
    }

    @Test
    void aGreyProfileIsNot() {
        assertThat(IccProfile.isSrgb(ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData()))
                .isFalse();
    }

    @Test
    void aProfileCutOffAnywhereIsNotAndDoesNoHarm() {
        // given: no sRGB profile is whole before its last curve
        int lastTagEnd = SRGB.length / 2;

        for (int length = 0; length < lastTagEnd; length++) {
            assertThat(IccProfile.isSrgb(Arrays.copyOf(SRGB, length))).isFalse();
        }
    }

    @Test
    void arbitraryBytesDoNoHarm() {
        assertThat(IccProfile.isSrgb("not a profile".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        byte[] ones = new byte[500];
        Arrays.fill(ones, (byte) -1);
        assertThat(IccProfile.isSrgb(ones)).isFalse();
    }
}
