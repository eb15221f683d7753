package io.darkroom.local.samples;

/// How far sending has come.
///
/// @param sent how many samples were accepted
/// @param total how many there are
/// @param latest the one that was accepted last
public record SampleProgress(int sent, int total, SentSample latest) {}
