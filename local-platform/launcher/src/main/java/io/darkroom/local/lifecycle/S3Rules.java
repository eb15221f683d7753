package io.darkroom.local.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;

/// Reads lifecycle rules as S3 gives them back. A rule that selects or acts in a way that is not carried out here is
/// left alone altogether, and said so: better kept too long than deleted wrongly.
final class S3Rules {

    private static final Logger LOG = LoggerFactory.getLogger(S3Rules.class);

    private S3Rules() {}

    static List<SweepRule> read(List<LifecycleRule> rules) {
        return rules.stream()
                .filter(rule -> rule.status() == ExpirationStatus.ENABLED)
                .flatMap(S3Rules::actions)
                .toList();
    }

    private static Stream<SweepRule> actions(LifecycleRule rule) {
        Optional<String> prefix = prefix(rule);
        if (prefix.isEmpty() || !hasOnlyKnownActions(rule)) {
            LOG.atWarn()
                    .addKeyValue("rule", rule.id())
                    .log("a lifecycle rule is not of a kind that is carried out here");
            return Stream.empty();
        }
        Stream.Builder<SweepRule> actions = Stream.builder();
        if (rule.expiration() != null) {
            actions.add(
                    new SweepRule.ExpireObjects(prefix.get(), rule.expiration().days()));
        }
        if (rule.abortIncompleteMultipartUpload() != null) {
            actions.add(new SweepRule.AbortUploads(
                    prefix.get(), rule.abortIncompleteMultipartUpload().daysAfterInitiation()));
        }
        return actions.build();
    }

    // By date or delete marker, transitions, and versions, which our buckets do not have.
    private static boolean hasOnlyKnownActions(LifecycleRule rule) {
        return (rule.expiration() == null || rule.expiration().days() != null)
                && !rule.hasTransitions()
                && !rule.hasNoncurrentVersionTransitions()
                && rule.noncurrentVersionExpiration() == null;
    }

    // Empty if more than a prefix selects. The rule's own prefix is the older form of a filter.
    @SuppressWarnings("deprecation")
    private static Optional<String> prefix(LifecycleRule rule) {
        LifecycleRuleFilter filter = rule.filter();
        if (filter == null) {
            return Optional.of(rule.prefix() == null ? "" : rule.prefix());
        }
        if (filter.tag() != null
                || filter.and() != null
                || filter.objectSizeGreaterThan() != null
                || filter.objectSizeLessThan() != null) {
            return Optional.empty();
        }
        return Optional.of(filter.prefix() == null ? "" : filter.prefix());
    }
}
