package io.darkroom.upload.follow;

import java.util.List;

/// What became of several images.
///
/// @param images those that there are, in the order in which they were asked for
/// @param missing the ids of those that there are not, or not any more
record ImageBatch(List<ImageView> images, List<String> missing) {

    ImageBatch {
        images = List.copyOf(images);
        missing = List.copyOf(missing);
    }
}
