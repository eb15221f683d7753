package io.darkroom.upload.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebPropertiesTest {

    @Test
    void refusesAnAddressThatABrowserCannotCall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebProperties(URI.create("issuer.example"), "page", "openid", List.of()))
                .withMessageContaining("issuer.example");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebProperties(
                        URI.create("https://issuer.example"), "page", "openid", List.of(URI.create("file:///x"))));
    }

    @Test
    void namesAnOriginWithItsPortIfItHasOne() {
        assertThat(Origin.of(URI.create("http://127.0.0.1:8090/a?b"))).isEqualTo("http://127.0.0.1:8090");
        assertThat(Origin.of(URI.create("https://issuer.example/pool"))).isEqualTo("https://issuer.example");
    }
}
