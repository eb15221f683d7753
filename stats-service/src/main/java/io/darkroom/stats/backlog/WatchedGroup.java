package io.darkroom.stats.backlog;

/// A consumer group and the topic that it reads.
///
/// @param name the group
/// @param topic the topic
record WatchedGroup(String name, String topic) {}
