package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Sha256;
import java.io.IOException;
import java.io.InputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartBufferTest {

    private static final int CHUNK = 256 * 1024;

    @Property(tries = 30)
    void cutsAStreamIntoPartsThatTogetherAreTheStream(@ForAll @IntRange(max = 5 * CHUNK) int length)
            throws IOException {
        PartBuffer buffer = new PartBuffer(2 * CHUNK);
        InputStream stream = new EndlessBytes(1, length);
        InputStream expected = new EndlessBytes(1, length);

        do {
            buffer.fill(stream);
            byte[] part = expected.readNBytes(buffer.size());
            assertThat(buffer.open().readAllBytes()).isEqualTo(part);
            assertThat(buffer.open().readAllBytes()).as("the second time").isEqualTo(part);
            assertThat(buffer.digest()).isEqualTo(Sha256.of(part));
        } while (buffer.isFull());
        assertThat(expected.read()).isEqualTo(-1);
    }

    @Test
    void holdsNoMoreThanAPartHoweverLongTheStreamIs() throws IOException {
        PartBuffer buffer = new PartBuffer(8 << 20);
        InputStream stream = new EndlessBytes(1, 200L << 20);

        long most = 0;
        for (buffer.fill(stream); buffer.size() > 0; buffer.fill(stream)) {
            most = Math.max(most, buffer.heldBytes());
        }

        assertThat(most).isEqualTo(8 << 20);
    }

    @Test
    void holdsLittleOfASmallStream() throws IOException {
        PartBuffer buffer = new PartBuffer(8 << 20);

        buffer.fill(new EndlessBytes(1, CHUNK + 1));

        assertThat(buffer.heldBytes()).isEqualTo(2 * CHUNK);
    }

    @Test
    void takesAStreamThatComesInDrips() throws IOException {
        PartBuffer buffer = new PartBuffer(CHUNK);
        InputStream drips = new InputStream() {
            private final InputStream bytes = new EndlessBytes(1, 1000);

            @Override
            public int read() throws IOException {
                return bytes.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return bytes.read(target, offset, Math.min(length, 7));
            }
        };

        buffer.fill(drips);

        assertThat(buffer.open().readAllBytes()).isEqualTo(EndlessBytes.array(1, 1000));
    }
}
