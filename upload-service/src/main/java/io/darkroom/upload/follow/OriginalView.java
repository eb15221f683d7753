package io.darkroom.upload.follow;

import java.net.URI;
import java.time.Instant;

/// The original, as long as it is kept.
///
/// @param href the path that always leads to it, with a token
/// @param downloadUrl a link by which anyone can save it as a file, without a token, for a short while
/// @param urlExpiresAt until when the link works
record OriginalView(String href, URI downloadUrl, Instant urlExpiresAt) {}
