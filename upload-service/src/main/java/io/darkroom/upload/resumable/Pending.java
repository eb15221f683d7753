package io.darkroom.upload.resumable;

/// An upload as it stands in the store.
///
/// @param upload what is known of it
/// @param version by which it can be changed
record Pending(PendingUpload upload, String version) {}
