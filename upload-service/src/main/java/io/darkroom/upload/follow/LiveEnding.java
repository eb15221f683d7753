package io.darkroom.upload.follow;

import io.darkroom.events.ImageProcessed;

/// An image that came to its end just now, and where on the topic it stands.
///
/// @param partition of the topic
/// @param offset within the partition
/// @param position the position after it
/// @param end what is known of it
record LiveEnding(int partition, long offset, LivePosition position, ImageProcessed end) {}
