package io.darkroom.upload.follow;

/// An ending as it is told, to everyone who listens to it.
///
/// @param ending which
/// @param text the lines of its server-sent event, without the id
record LiveFrame(LiveEnding ending, String text) {}
