package io.darkroom.upload.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageProcessed;
import io.darkroom.store.InMemoryImageStore;
import io.darkroom.upload.Endings;
import io.darkroom.upload.UploadProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

class LiveImagesTest {

    private static final CustomerId ACME = new CustomerId("acme");
    private static final UUID TOPIC = new UUID(3, 4);
    private static final int PARTITIONS = 3;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void answersThatItIsNotReadyUntilTheBrokerWasReached() {
        LiveImages images = images(Map.of());

        assertThatThrownBy(() -> images.listen(ACME, Optional.empty()))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.BROKER_UNAVAILABLE));
    }

    @Test
    void refusesMoreListenersThanItHasRoomFor() {
        LiveImages images = begun(Map.of("darkroom.upload.live.max-listeners", "2"));
        LiveListener first = images.listen(ACME, Optional.empty());
        images.listen(new CustomerId("globex"), Optional.empty());

        assertThatThrownBy(() -> images.listen(ACME, Optional.empty())).isInstanceOf(FailureException.class);

        images.leave(ACME, first);
        images.listen(ACME, Optional.empty());
        assertThat(registry.get("darkroom.upload.listeners").gauge().value()).isEqualTo(2);
    }

    @Test
    void refusesMoreListenersOfOneCustomerThanItMayHave() {
        LiveImages images = begun(Map.of("darkroom.upload.live.max-listeners-of-customer", "1"));
        images.listen(ACME, Optional.empty());

        assertThatThrownBy(() -> images.listen(ACME, Optional.empty())).isInstanceOf(FailureException.class);
        images.listen(new CustomerId("globex"), Optional.empty());
    }

    @Test
    void endsAListenerThatTakesTooSlowlyAndLetsItGoOnWhereItWas() throws InterruptedException {
        LiveImages images = begun(Map.of());
        LiveListener slow = images.listen(ACME, Optional.empty());

        publish(images, IntStream.range(0, 300).map(i -> i % PARTITIONS).boxed().toList());

        assertThat(slow.hasEnded()).isTrue();
        assertThat(registry.get("darkroom.upload.listeners.cut").counter().count())
                .isEqualTo(1);
        LiveListener again = images.listen(ACME, Optional.of(slow.seen().text()));
        assertThat(again.isReset()).isFalse();
        assertThat(idsOf(again)).hasSize(300);
    }

    @Test
    void endsAllListenersWhenItStops() {
        LiveImages images = begun(Map.of());
        LiveListener listener = images.listen(ACME, Optional.empty());

        images.stop();

        assertThat(listener.hasEnded()).isTrue();
        assertThatThrownBy(() -> images.listen(ACME, Optional.empty())).isInstanceOf(FailureException.class);
    }

    @Test
    void tellsWhoWasAwayForTooLongThatItMayHaveMissedSome() {
        LiveImages images = begun(Map.of("darkroom.upload.live.history", "5"));
        String before = images.listen(ACME, Optional.empty()).seen().text();

        publish(images, List.of(0, 0, 0, 0, 0));
        assertThat(images.listen(ACME, Optional.of(before)).isReset()).isFalse();
        publish(images, List.of(1));

        assertThat(images.listen(ACME, Optional.of(before)).isReset()).isTrue();
    }

    /// Two instances read the partitions in orders of their own, and a listener changes between them: whatever the
    /// orders, it is told everything.
    @Property(tries = 300)
    void tellsEverythingToAListenerThatChangesBetweenInstances(
            @ForAll @Size(max = 30) List<@IntRange(max = 2) Integer> order,
            @ForAll @IntRange(max = 30) int takenOfFirst,
            @ForAll @IntRange(max = 30) int takenOfSecond)
            throws InterruptedException {
        List<List<ImageProcessed>> topic = topic(order);
        LiveImages one = begun(Map.of());
        LiveImages two = begun(Map.of());
        LiveListener listener = one.listen(ACME, Optional.empty());
        Set<String> told = new HashSet<>();

        int published = Math.min(takenOfFirst, order.size());
        replay(one, topic, order.subList(0, published));
        told.addAll(idsOf(listener));
        replay(two, topic, order.reversed().subList(0, Math.min(takenOfSecond, order.size())));
        LiveListener again = two.listen(ACME, Optional.of(listener.seen().text()));
        assertThat(again.isReset()).isFalse();
        told.addAll(idsOf(again));
        two.pass(again);
        replayRest(two, topic, order.reversed(), Math.min(takenOfSecond, order.size()));
        told.addAll(idsOf(again));

        List<String> all = topic.stream()
                .flatMap(List::stream)
                .map(end -> end.imageId().toString())
                .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(all);
    }

    private static List<List<ImageProcessed>> topic(List<Integer> order) {
        List<List<ImageProcessed>> topic = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int each = partition;
            topic.add(order.stream()
                    .filter(it -> it == each)
                    .map(_ -> Endings.failed("acme"))
                    .toList());
        }
        return topic;
    }

    private static void replay(LiveImages images, List<List<ImageProcessed>> topic, List<Integer> order) {
        replayRest(images, topic, order, 0);
    }

    private static void replayRest(LiveImages images, List<List<ImageProcessed>> topic, List<Integer> order, int done) {
        int[] next = new int[PARTITIONS];
        for (int i = 0; i < order.size(); i++) {
            int partition = order.get(i);
            int offset = next[partition]++;
            if (i >= done) {
                images.onEvent(partition, offset, topic.get(partition).get(offset));
            }
        }
    }

    private static void publish(LiveImages images, List<Integer> order) {
        replay(images, topic(order), order);
    }

    private static List<String> idsOf(LiveListener listener) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (var text = listener.next(Duration.ZERO); text.isPresent() || !listener.isIdle(); ) {
            text.ifPresent(event -> ids.add(idOf(event)));
            text = listener.next(Duration.ZERO);
        }
        return ids;
    }

    private static String idOf(String event) {
        String json = event.substring(event.indexOf("data: ") + 6);
        return JsonMapper.shared().readTree(json).at("/id").asString();
    }

    private LiveImages begun(Map<String, String> settings) {
        LiveImages images = images(settings);
        images.onBegin(TOPIC, List.of(0L, 0L, 0L));
        return images;
    }

    private LiveImages images(Map<String, String> settings) {
        UploadProperties properties = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("darkroom.upload", UploadProperties.class);
        ImageLookup lookup = new ImageLookup(new InMemoryImageStore(), Clock.systemUTC(), properties);
        return new LiveImages(new LiveFrames(lookup, JsonMapper.shared()), properties, registry);
    }
}
