package io.darkroom.stats.watch;

import io.darkroom.stats.freshness.ChannelFreshness;
import io.darkroom.stats.freshness.FreshnessRepository;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Watches the accounts. A gauge whose value is not known, because the database is away, has no value (NaN).
///
/// Meters:
/// - `darkroom.stats.unbalanced` (gauge): |accepted − processed − failed − in flight| of the last 8 days, summed over
///   customers and hours. Alert when it is above 0 for 10 minutes: an image ended that was never announced, an event
///   is lost.
/// - `darkroom.stats.in.flight` (gauge): images that have not come to an end. Alert when it stays above what a
///   processing backlog explains, or above 0 for an hour without traffic: images are stuck.
/// - `darkroom.stats.freshness.lag` (gauge, seconds, tag `channel`): since how long the numbers are not complete.
///   Alert above 300: the numbers are stale.
/// - `darkroom.stats.freshness.events` (gauge, tag `channel`): events still to be counted at the last check. Alert
///   when it rises for 15 minutes: events come faster than they are counted.
@Component
public class AccountsWatch {

    private static final Logger LOG = LoggerFactory.getLogger(AccountsWatch.class);

    private final BalanceRepository balances;
    private final FreshnessRepository freshness;
    private final MultiGauge lag;
    private final MultiGauge events;
    private volatile double unbalanced = Double.NaN;
    private volatile double inFlight = Double.NaN;

    AccountsWatch(BalanceRepository balances, FreshnessRepository freshness, MeterRegistry meters) {
        this.balances = balances;
        this.freshness = freshness;
        this.lag = MultiGauge.builder("darkroom.stats.freshness.lag")
                .baseUnit("seconds")
                .register(meters);
        this.events = MultiGauge.builder("darkroom.stats.freshness.events").register(meters);
        meters.gauge("darkroom.stats.unbalanced", this, watch -> watch.unbalanced);
        meters.gauge("darkroom.stats.in.flight", this, watch -> watch.inFlight);
    }

    /// Looks at the balance now.
    public void balance() {
        try {
            BalanceRepository.Balance balance = balances.balance();
            unbalanced = balance.unbalanced();
            inFlight = balance.inFlight();
        } catch (DataAccessException e) {
            unbalanced = Double.NaN;
            inFlight = Double.NaN;
            unknown("balance", e);
        }
    }

    /// Looks at the freshness now.
    public void freshness() {
        try {
            List<ChannelFreshness> channels = freshness.byChannel();
            show(lag, channels, channel -> Objects.requireNonNullElse(channel.behindSeconds(), Double.NaN));
            show(events, channels, ChannelFreshness::eventsBehind);
        } catch (DataAccessException e) {
            show(lag, List.of(), channel -> Double.NaN);
            show(events, List.of(), channel -> Double.NaN);
            unknown("freshness", e);
        }
    }

    private static void show(
            MultiGauge gauge, List<ChannelFreshness> channels, ToDoubleFunction<ChannelFreshness> value) {
        gauge.register(
                channels.stream()
                        .map(channel ->
                                MultiGauge.Row.of(Tags.of("channel", channel.channel()), value.applyAsDouble(channel)))
                        .toList(),
                true);
    }

    private static void unknown(String what, DataAccessException cause) {
        LOG.atInfo()
                .addKeyValue("what", what)
                .addKeyValue("cause", cause.toString())
                .log("accounts cannot be watched now");
    }
}
