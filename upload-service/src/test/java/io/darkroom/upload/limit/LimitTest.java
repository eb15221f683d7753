package io.darkroom.upload.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.upload.Api;
import io.darkroom.upload.Api.Answer;
import io.darkroom.upload.ServiceTest;
import io.darkroom.upload.TestIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@ServiceTest
@TestPropertySource(
        properties = {
            "darkroom.upload.requests-per-customer.per-second=1",
            "darkroom.upload.requests-per-customer.burst=20"
        })
class LimitTest {

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry registry;

    @Test
    void refusesACustomerThatAsksTooOftenAndNobodyElse() {
        Api noisy = new Api(port, TestIssuer.get().customer("noisy"));
        Api quiet = new Api(port, TestIssuer.get().customer("quiet"));

        // More than the machine can take so long for that the bucket fills again.
        Answer refused = IntStream.range(0, 10_000)
                .mapToObj(_ -> noisy.get("/v1/images/x"))
                .filter(answer -> answer.status() != 404)
                .findFirst()
                .orElseThrow();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("/code")).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(quiet.get("/v1/images/x").status()).isEqualTo(404);
        assertThat(registry.get("darkroom.upload.limited").counter().count()).isPositive();
    }
}
