package io.darkroom.support;

import io.darkroom.events.ImageEvent;
import java.util.List;
import java.util.UUID;
import org.springframework.kafka.core.KafkaAdmin;

/// Follows topics without a consumer group: every instance sees every event, commits nothing and makes no other
/// instance rebalance. For what an instance must know only while it runs.
public class EventTail {

    private final KafkaAdmin admin;

    /// @param admin knows where the broker is and how to sign in
    public EventTail(KafkaAdmin admin) {
        this.admin = admin;
    }

    /// What becomes of the events. Called by one thread.
    public interface Listener {

        /// Where following begins; called once, before any event.
        ///
        /// @param topicId the topic's id: another one if the topic was made anew
        /// @param offsets the offset of the first event of each partition, by its number
        void onBegin(UUID topicId, List<Long> offsets);

        /// An event. Those of one partition come in order, each once.
        void onEvent(int partition, long offset, ImageEvent event);
    }

    /// Goes on until it is closed.
    public interface Following extends AutoCloseable {

        /// Ends it, and waits for it a little.
        @Override
        void close();
    }

    /// Follows a topic until it is closed. Does not wait for the broker: while it is away there are no events.
    ///
    /// @param history with how many of the latest events to begin, roughly
    /// @return to be closed
    public Following follow(String topic, int history, Listener listener) {
        TailThread tail = new TailThread(admin, topic, history, listener);
        tail.start();
        return tail;
    }
}
