package io.darkroom.upload.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ContentDigestTest {

    @Property(tries = 200)
    void passesTheDescribedBytesHoweverTheyAreRead(
            @ForAll @Size(max = 2000) byte[] bytes, @ForAll @IntRange(min = 1, max = 700) int step) throws IOException {
        InputStream checked = digestOf(bytes).verify(new ByteArrayInputStream(bytes));

        assertThat(readBy(checked, step)).isEqualTo(bytes);
        assertThat(checked.read()).isEqualTo(-1);
    }

    @Property(tries = 200)
    void noticesOneByteThatIsNotAsDescribed(
            @ForAll @Size(min = 1, max = 2000) byte[] bytes, @ForAll @IntRange(max = 1999) int place) {
        ContentDigest digest = digestOf(bytes);
        byte[] other = bytes.clone();
        other[place % bytes.length] ^= 1;

        assertThatThrownBy(() -> digest.verify(new ByteArrayInputStream(other)).readAllBytes())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.CHECKSUM_MISMATCH));
    }

    private static ContentDigest digestOf(byte[] bytes) {
        return ContentDigest.parse(List.of("sha-256=:" + Sha256.of(bytes).base64() + ":"));
    }

    private static byte[] readBy(InputStream in, int step) throws IOException {
        var all = new ByteArrayOutputStream();
        byte[] buffer = new byte[step];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            all.write(buffer, 0, count);
        }
        return all.toByteArray();
    }
}
