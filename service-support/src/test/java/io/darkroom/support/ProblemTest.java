package io.darkroom.support;

import static io.darkroom.support.TestApplication.KEY;
import static io.darkroom.support.TestApplication.claims;
import static io.darkroom.support.TestApplication.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.FailureCode;
import io.darkroom.events.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(properties = {"spring.application.name=test-service", "management.server.port=0"})
@AutoConfigureMockMvc
class ProblemTest {

    @Autowired
    MockMvcTester http;

    @ParameterizedTest
    @EnumSource
    void answersEveryFailureCodeWithItsStatusAndNoCause(FailureCode code) throws Exception {
        MvcTestResult answer = get("/v1/fail/" + code);

        assertThat(answer)
                .hasStatus(Problems.statusOf(code))
                .hasContentType("application/problem+json")
                .bodyText()
                .contains("\"code\":\"" + code + "\"", "\"fault\":\"" + code.fault() + "\"", "for the sender")
                .doesNotContain("secret");
        assertThat(answer.getResponse().getHeader("Retry-After"))
                .isEqualTo(code.fault() == Fault.DEPENDENCY ? "5" : null);
    }

    @Test
    void answersADefectWithoutTellingWhatItWas() throws Exception {
        assertThat(get("/v1/defect"))
                .hasStatus(500)
                .bodyText()
                .contains("\"code\":\"INTERNAL\"")
                .doesNotContain("secret");
    }

    @Test
    void answersWhatSpringRefusesWithACodeToo() throws Exception {
        assertThat(get("/v1/number?n=seven")).hasStatus(400).bodyText().contains("\"code\":\"BAD_REQUEST\"");
        assertThat(get("/v1/nowhere")).hasStatus(404).bodyText().contains("\"code\":\"NOT_FOUND\"");
    }

    private MvcTestResult get(String uri) throws Exception {
        return http.get()
                .uri(uri)
                .header("Authorization", sign(claims().build(), KEY))
                .exchange();
    }
}
