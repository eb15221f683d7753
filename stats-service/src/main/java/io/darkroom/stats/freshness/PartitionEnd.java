package io.darkroom.stats.freshness;

import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/// Where a partition begins and ends.
///
/// @param topicId the broker's id of the topic: another one when the topic is made anew
/// @param startOffset the first offset that can still be read
/// @param endOffset the offset that the next record will get
record PartitionEnd(TopicPartition partition, UUID topicId, long startOffset, long endOffset) {}
