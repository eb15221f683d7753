package io.darkroom.infra.observability;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/// The alarms themselves: each tells when it begins and when it is over.
final class Alarms extends Construct {

    private final List<Alarm> alarms;

    Alarms(Construct scope, String id, ITopic topic, List<AlarmRule> rules) {
        super(scope, id);
        alarms = rules.stream().map(this::alarm).toList();
        SnsAction tell = new SnsAction(topic);
        alarms.forEach(alarm -> {
            alarm.addAlarmAction(tell);
            alarm.addOkAction(tell);
        });
    }

    private Alarm alarm(AlarmRule rule) {
        return Alarm.Builder.create(this, rule.name())
                .alarmDescription(rule.meaning())
                .metric(rule.metric())
                .evaluationPeriods(rule.periods())
                .datapointsToAlarm(rule.periods())
                .comparisonOperator(rule.comparison())
                .threshold(rule.threshold())
                .treatMissingData(rule.missing())
                .build();
    }

    List<? extends IAlarm> all() {
        return alarms;
    }
}
