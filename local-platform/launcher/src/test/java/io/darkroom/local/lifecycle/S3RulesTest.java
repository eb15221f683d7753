package io.darkroom.local.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.local.lifecycle.SweepRule.AbortUploads;
import io.darkroom.local.lifecycle.SweepRule.ExpireObjects;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleAndOperator;
import software.amazon.awssdk.services.s3.model.Transition;

class S3RulesTest {

    @Test
    void readsBothActionsOfARule() {
        LifecycleRule rule = enabled()
                .filter(filter -> filter.prefix("raw/"))
                .expiration(after -> after.days(7))
                .abortIncompleteMultipartUpload(after -> after.daysAfterInitiation(1))
                .build();

        assertThat(S3Rules.read(List.of(rule)))
                .containsExactly(new ExpireObjects("raw/", 7), new AbortUploads("raw/", 1));
    }

    @Test
    void aRuleWithoutAFilterIsForEverything() {
        LifecycleRule rule = enabled().expiration(after -> after.days(7)).build();

        assertThat(S3Rules.read(List.of(rule))).containsExactly(new ExpireObjects("", 7));
    }

    @Test
    @SuppressWarnings("deprecation")
    void readsTheOlderFormOfAPrefix() {
        LifecycleRule rule =
                enabled().prefix("raw/").expiration(after -> after.days(7)).build();

        assertThat(S3Rules.read(List.of(rule))).containsExactly(new ExpireObjects("raw/", 7));
    }

    @Test
    void aDisabledRuleAsksForNothing() {
        LifecycleRule rule = enabled()
                .status(ExpirationStatus.DISABLED)
                .expiration(after -> after.days(7))
                .build();

        assertThat(S3Rules.read(List.of(rule))).isEmpty();
    }

    @Test
    void aRuleThatSelectsByMoreThanAPrefixDeletesNothing() {
        LifecycleRule byTag = enabled()
                .filter(filter -> filter.tag(tag -> tag.key("keep").value("no")))
                .expiration(after -> after.days(7))
                .build();
        LifecycleRule bySize = enabled()
                .filter(filter -> filter.objectSizeGreaterThan(1L))
                .expiration(after -> after.days(7))
                .build();
        LifecycleRule byBoth = enabled()
                .filter(filter -> filter.and(LifecycleRuleAndOperator.builder()
                        .prefix("raw/")
                        .objectSizeLessThan(10L)
                        .build()))
                .expiration(after -> after.days(7))
                .build();

        assertThat(S3Rules.read(List.of(byTag, bySize, byBoth))).isEmpty();
    }

    @Test
    void aRuleWithAnActionThatIsNotCarriedOutHereDeletesNothing() {
        LifecycleRule onADay = enabled()
                .expiration(on -> on.date(Instant.parse("2026-11-22T00:00:00Z")))
                .build();
        LifecycleRule moving = enabled()
                .transitions(List.of(Transition.builder().days(30).build()))
                .expiration(after -> after.days(90))
                .build();

        assertThat(S3Rules.read(List.of(onADay, moving))).isEmpty();
    }

    private static LifecycleRule.Builder enabled() {
        return LifecycleRule.builder().id("rule").status(ExpirationStatus.ENABLED);
    }
}
