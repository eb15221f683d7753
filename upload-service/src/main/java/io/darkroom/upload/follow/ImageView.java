package io.darkroom.upload.follow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.darkroom.events.Channel;
import io.darkroom.events.Failure;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.Label;
import io.darkroom.events.Sha256;
import io.darkroom.events.SourceFacts;
import io.darkroom.store.FoundRaw;
import io.darkroom.store.RawImage;
import io.darkroom.upload.ImageLinks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a customer is told of an image.
///
/// @param id which image
/// @param state how far it has come
/// @param channel by which door it came
/// @param receivedAt when it was accepted
/// @param finishedAt when it came to its end, if it has
/// @param mediaType told by its leading bytes
/// @param sizeBytes length of the original
/// @param sha256 digest of the original, once the image has come to its end and if its bytes were ever here
/// @param fileName what the sender called it, if it said; known as long as the original is kept
/// @param failure why it failed, exactly if it did
/// @param source what the original's header says, if it could be read
/// @param original how to fetch the original, as long as it is kept
/// @param results what was made of it
/// @param labels what was recognised in it
/// @param retainedUntil until when its results are kept at least
/// @param links where to go on
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImageView(
        ImageId id,
        ImageState state,
        Channel channel,
        Instant receivedAt,
        @Nullable Instant finishedAt,
        String mediaType,
        long sizeBytes,
        @Nullable Sha256 sha256,
        @Nullable String fileName,
        @Nullable Failure failure,
        @Nullable SourceFacts source,
        @Nullable OriginalView original,
        List<ResultView> results,
        List<Label> labels,
        @Nullable Instant retainedUntil,
        ImageLinks links) {

    /// An image that has not come to its end.
    static ImageView received(FoundRaw raw, OriginalView original) {
        RawImage image = raw.image();
        return new ImageView(
                image.imageId(),
                ImageState.RECEIVED,
                image.channel(),
                image.receivedAt(),
                null,
                image.mediaType(),
                raw.sizeBytes(),
                null,
                image.fileName(),
                null,
                null,
                original,
                List.of(),
                List.of(),
                null,
                ImageLinks.of(image.imageId(), true));
    }

    /// An image that has.
    ///
    /// @param raw its original, if it is still kept
    /// @param original how to fetch that
    static ImageView ended(
            ImageProcessed end, List<ResultView> results, @Nullable FoundRaw raw, @Nullable OriginalView original) {
        return new ImageView(
                end.imageId(),
                switch (end.outcome()) {
                    case PROCESSED -> ImageState.PROCESSED;
                    case FAILED -> ImageState.FAILED;
                },
                end.channel(),
                end.receivedAt(),
                end.finishedAt(),
                end.mediaType(),
                end.sizeBytes(),
                end.sha256(),
                raw == null ? null : raw.image().fileName(),
                end.failure(),
                end.source(),
                original,
                results,
                end.labels(),
                end.retainedUntil(),
                ImageLinks.of(end.imageId(), raw != null));
    }
}
