package io.darkroom.stats.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.stats.RunningService;
import io.darkroom.stats.TestEvents;
import io.darkroom.stats.TestTokens;
import io.darkroom.stats.fact.TestFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Who sees whose numbers.
@RunningService
class IsolationIT {

    private static final String SUMMARY = "/v1/stats/summary";
    private static final String TIMELINE = "/v1/stats/timeline";
    private static final String IMAGES = "/v1/stats/images";

    private final TestEvents ours = TestEvents.upload("isolated-a");
    private final TestEvents theirs = TestEvents.upload("isolated-b");

    @Autowired
    MockMvcTester http;

    @BeforeEach
    void bothHaveImages() {
        TestFacts.count(List.of(ours.received(), theirs.received(), theirs.processed()));
    }

    @ParameterizedTest
    @ValueSource(strings = {SUMMARY, TIMELINE, IMAGES})
    void nobodyWithoutATokenSeesAnything(String path) {
        assertThat(http.get().uri(path)).hasStatus(401);
        assertThat(get(path, TestTokens.bearer("isolated-a"))).hasStatus(403);
        assertThat(get(path, TestTokens.bearer(null, "customer"))).hasStatus(403);
        assertThat(get(path, TestTokens.bearer("isolated-a", "unheard-of"))).hasStatus(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {SUMMARY, TIMELINE, IMAGES})
    void aCustomerSeesNothingOfAnother(String path) {
        assertThat(body(get(path, TestTokens.customer("isolated-a")))).doesNotContain("isolated-b", id(theirs));
        assertThat(body(csv(path, TestTokens.customer("isolated-a")))).doesNotContain("isolated-b", id(theirs));
    }

    @ParameterizedTest
    @ValueSource(strings = {SUMMARY, TIMELINE, IMAGES})
    void anotherCustomerIsAnsweredAsOneThatDoesNotExist(String path) {
        String token = TestTokens.customer("isolated-a");

        MvcTestResult another = get(path + "?customer=isolated-b", token);
        MvcTestResult nobody = get(path + "?customer=isolated-nobody", token);

        assertThat(another).hasStatus(404);
        assertThat(nobody).hasStatus(404);
        assertThat(body(another)).isEqualTo(body(nobody));
        assertThat(get(path + "?customer=isolated-a", token)).hasStatusOk();
    }

    @Test
    void aCursorOpensNoOnesElseImages() {
        String cursor =
                new Cursor(theirs.receivedAt().plusSeconds(1), theirs.imageId().value()).text();

        MvcTestResult page = get(IMAGES + "?cursor=" + cursor, TestTokens.customer("isolated-a"));

        assertThat(page).hasStatusOk();
        assertThat(body(page)).contains(id(ours)).doesNotContain("isolated-b", id(theirs));
    }

    @Test
    void analystsAndOperatorsSeeEverybodyOrOneCustomerButNoFileNames() {
        for (String token : List.of(TestTokens.analyst(), TestTokens.operator())) {
            assertThat(body(get(IMAGES + "?limit=500", token)))
                    .contains(id(ours), id(theirs))
                    .doesNotContain("holiday.jpg");
            assertThat(body(get(IMAGES + "?customer=isolated-b", token)))
                    .contains(id(theirs))
                    .doesNotContain(id(ours), "holiday.jpg");
            assertThat(get(SUMMARY + "?customer=isolated-nobody", token))
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$.total.images")
                    .isEqualTo(0);
        }
    }

    @Test
    void aCustomersOwnListTellsItsFileNames() {
        assertThat(body(get(IMAGES, TestTokens.customer("isolated-a")))).contains("holiday.jpg");
    }

    private MvcTestResult get(String uri, String token) {
        return http.get().uri(uri).header(HttpHeaders.AUTHORIZATION, token).exchange();
    }

    private MvcTestResult csv(String uri, String token) {
        return http.get()
                .uri(uri)
                .header(HttpHeaders.AUTHORIZATION, token)
                .accept("text/csv")
                .exchange();
    }

    private static String id(TestEvents image) {
        return image.imageId().toString();
    }

    private static String body(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
