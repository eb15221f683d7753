package io.darkroom.local.lifecycle;

import java.time.Instant;

/// An object, or a multipart upload that is not complete.
///
/// @param key the object's key
/// @param id which one under this key: the object's entity tag, or the upload's id
/// @param since when it was written or begun
record AgedItem(String key, String id, Instant since) {}
