package io.darkroom.stats.freshness;

import org.jspecify.annotations.Nullable;

/// How far the numbers of a channel are behind.
///
/// @param channel the channel's name
/// @param behindSeconds since how long they are not complete; null if that is not known yet
/// @param eventsBehind how many events were still to be counted at the last check
public record ChannelFreshness(String channel, @Nullable Double behindSeconds, long eventsBehind) {}
