package io.darkroom.processors.originals;

import static io.darkroom.vips.SampleImages.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.vips.SampleImages;
import io.darkroom.vips.SampleTiffs;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiffTagsTest {

    @TempDir
    Path directory;

    @Test
    void readsEitherByteOrder() throws Exception {
        assertThat(scheme(SampleTiffs.ycbcr(picture(8, 8), 2))).isEqualTo(new TiffTags.Scheme(1, 6, -1));
        assertThat(scheme(SampleImages.encoded(picture(8, 8), "tiff")).photometric())
                .isEqualTo(2);
    }

    @Test
    void readsBigTiff() throws Exception {
        ByteBuffer tiff = ByteBuffer.allocate(72).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 43)
                .putShort((short) 8)
                .putShort((short) 0);
        tiff.putLong(16).putLong(2);
        tiff.putShort((short) 259).putShort((short) 3).putLong(1).putLong(5);
        tiff.putShort((short) 262).putShort((short) 3).putLong(1).putLong(6);

        assertThat(scheme(tiff.array())).isEqualTo(new TiffTags.Scheme(5, 6, -1));
    }

    @Test
    void aDirectoryOutsideTheFileIsAnError() {
        byte[] whole = SampleTiffs.ycbcr(picture(8, 8), 1);

        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> scheme(Arrays.copyOf(whole, 30)));
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> scheme(new byte[] {'I', 'I', 42, 0, -1, -1, -1, -1}));
    }

    private TiffTags.Scheme scheme(byte[] tiff) throws Exception {
        return TiffTags.scheme(Files.write(Files.createTempFile(directory, "image", ".tif"), tiff));
    }
}
