package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Topics;
import io.darkroom.infra.Templates.Resource;
import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Kafka.
class MessagingTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void keepsEveryRecordInThreeZonesAndTakesItOnTwo(EnvironmentConfig config) {
        Templates templates = Templates.of(config);
        Resource cluster = templates.resource("AWS::MSK::Cluster", "Cluster");
        Resource settings = templates.resource("AWS::MSK::Configuration", "Settings");

        assertThat(cluster.property("NumberOfBrokerNodes").asInt()).isEqualTo(3);
        assertThat(cluster.property("BrokerNodeGroupInfo", "ClientSubnets")).hasSize(3);
        assertThat(cluster.property("KafkaVersion").asString()).endsWith(".kraft");
        assertThat(settings.property("ServerProperties").asString())
                .contains(
                        "default.replication.factor=3",
                        "min.insync.replicas=2",
                        "unclean.leader.election.enable=false",
                        "auto.create.topics.enable=false");
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void hasEveryTopicOfTheContractWithItsDeadLetters(EnvironmentConfig config) {
        List<Resource> topics = Templates.of(config).resources("AWS::MSK::Topic");

        assertThat(topics)
                .extracting(topic -> topic.property("TopicName").asString())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Topics.EXTERNAL, Topics.UPLOADED, Topics.STREAMED, Topics.PROCESSED)
                                .flatMap(topic -> Stream.of(topic, Topics.deadLetters(topic)))
                                .toList());
        assertThat(topics).allSatisfy(topic -> {
            assertThat(topic.property("ReplicationFactor").asInt()).isEqualTo(3);
            assertThat(settings(topic).path("min.insync.replicas").asString()).isEqualTo("2");
        });
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void takesTheTimeOfAStreamedImageFromTheBroker(EnvironmentConfig config) {
        JsonNode external = settings(topic(config, Topics.EXTERNAL));

        assertThat(external.path("message.timestamp.type").asString()).isEqualTo("LogAppendTime");
    }

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void takesAnImageOf8MebibytesAndItsDeadLetterToo(EnvironmentConfig config) {
        int record = settings(topic(config, Topics.EXTERNAL))
                .path("max.message.bytes")
                .asInt();
        int deadLetter = settings(topic(config, Topics.deadLetters(Topics.EXTERNAL)))
                .path("max.message.bytes")
                .asInt();

        assertThat(record).isGreaterThan(8 * 1024 * 1024);
        assertThat(deadLetter).isGreaterThan(record);
    }

    private static Resource topic(EnvironmentConfig config, String name) {
        return Templates.of(config).resources("AWS::MSK::Topic").stream()
                .filter(topic -> topic.property("TopicName").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode settings(Resource topic) {
        byte[] json = Base64.getDecoder().decode(topic.property("Configs").asString());
        return JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8));
    }
}
