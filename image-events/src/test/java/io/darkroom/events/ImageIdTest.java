package io.darkroom.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ImageIdTest {

    private static final CustomerId ACME = new CustomerId("acme");
    private static final CustomerId GLOBEX = new CustomerId("globex");

    @Test
    void derivesTheSameIdFromTheSameCustomerAndKey() {
        assertThat(ImageId.ofUpload(ACME, "order-7")).isEqualTo(ImageId.ofUpload(ACME, "order-7"));
        assertThat(ImageId.ofUpload(ACME, "order-7")).isNotEqualTo(ImageId.ofUpload(GLOBEX, "order-7"));
        assertThat(ImageId.ofUpload(ACME, "order-7")).isNotEqualTo(ImageId.ofUpload(ACME, "order-8"));
    }

    @Property
    void neverLetsTwoSplitsOfOneTextMeetInOneId(@ForAll("printable") String left, @ForAll("printable") String right) {
        assertThat(ImageId.ofStream(ACME, left + "x", right)).isNotEqualTo(ImageId.ofStream(ACME, left, "x" + right));
    }

    @Provide
    Arbitrary<String> printable() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(20);
    }

    @Test
    void refusesALineFeedInAPart() {
        assertThatIllegalArgumentException().isThrownBy(() -> ImageId.ofUpload(ACME, "a\nb"));
    }

    @Test
    void hasOneSpellingOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> ImageId.parse("1-1-1-1-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> ImageId.parse("018F0000-0000-7000-8000-000000000000"));
        assertThat(ImageId.parse("018f0000-0000-7000-8000-000000000000").toString())
                .isEqualTo("018f0000-0000-7000-8000-000000000000");
    }
}
