package io.darkroom.processor.api.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Property
    void readsEveryLineHoweverTheBytesArrive(
            @ForAll @Size(max = 5) List<@StringLength(max = 40) String> lines,
            @ForAll @IntRange(min = 1, max = 50) int chunk)
            throws Exception {
        List<String> clean =
                lines.stream().map(LineReaderTest::withoutBreaksAndHalves).toList();
        String text = String.join("\n", clean) + "\n";

        LineReader reader = new LineReader(inChunks(text.getBytes(StandardCharsets.UTF_8), chunk), 1000);

        List<String> read = new ArrayList<>();
        for (String line = reader.next(); line != null; line = reader.next()) {
            read.add(line);
        }
        assertThat(read).isEqualTo(clean.isEmpty() ? List.of("") : clean);
    }

    @Test
    void treatsALineThatWasCutOffAsTheEnd() throws Exception {
        LineReader reader = reader("whole\nhal");

        assertThat(reader.next()).isEqualTo("whole");
        assertThat(reader.next()).isNull();
    }

    @Test
    void givesUpOnALineThatIsTooLongWithoutHoldingIt() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatExceptionOfType(WorkerProtocolException.class)
                .isThrownBy(() -> new LineReader(endless, 1 << 20).next());
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        LineReader reader = new LineReader(new ByteArrayInputStream(new byte[] {(byte) 0xff, '\n'}), 10);

        assertThatExceptionOfType(WorkerProtocolException.class).isThrownBy(reader::next);
    }

    private static LineReader reader(String text) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 100);
    }

    private static InputStream inChunks(byte[] bytes, int chunk) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, chunk));
            }
        };
    }

    private static String withoutBreaksAndHalves(String text) {
        return new String(text.replace("\n", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
