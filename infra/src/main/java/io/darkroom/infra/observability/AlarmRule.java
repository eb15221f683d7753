package io.darkroom.infra.observability;

import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/// When an alarm sounds.
///
/// @param name its name, in the template too
/// @param meaning what is wrong then, and what to look at first: the text of the mail
/// @param metric what is measured
/// @param periods how many of the last periods must be beyond the threshold, all of them
/// @param comparison which side of the threshold is wrong
/// @param threshold the threshold
/// @param missing what it means that nothing was measured
record AlarmRule(
        String name,
        String meaning,
        IMetric metric,
        int periods,
        ComparisonOperator comparison,
        double threshold,
        TreatMissingData missing) {

    /// Sounds above a threshold, and when nothing is measured: whoever should measure is away.
    static AlarmRule above(double threshold, int periods, IMetric metric, String name, String meaning) {
        return new AlarmRule(
                name,
                meaning,
                metric,
                periods,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                threshold,
                TreatMissingData.BREACHING);
    }

    /// Sounds above a threshold; nothing measured means that nothing happened.
    static AlarmRule aboveIfAny(double threshold, int periods, IMetric metric, String name, String meaning) {
        return new AlarmRule(
                name,
                meaning,
                metric,
                periods,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                threshold,
                TreatMissingData.NOT_BREACHING);
    }

    /// Sounds below a threshold, and when nothing is measured.
    static AlarmRule below(double threshold, int periods, IMetric metric, String name, String meaning) {
        return new AlarmRule(
                name,
                meaning,
                metric,
                periods,
                ComparisonOperator.LESS_THAN_THRESHOLD,
                threshold,
                TreatMissingData.BREACHING);
    }
}
