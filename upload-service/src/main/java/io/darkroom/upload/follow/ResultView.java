package io.darkroom.upload.follow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.darkroom.events.ImageResult;
import io.darkroom.events.Sha256;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file that was made of an image.
///
/// @param name unique within the image
/// @param mediaType what the file is
/// @param widthPx width, if it is an image
/// @param heightPx height, if it is an image
/// @param sizeBytes its length
/// @param sha256 its digest
/// @param href the path that always leads to it, with a token
/// @param url a link that anyone can open it by, without a token, for a short while
/// @param downloadUrl such a link by which a browser saves it as a file
/// @param urlExpiresAt until when the links work
@JsonInclude(JsonInclude.Include.NON_NULL)
record ResultView(
        String name,
        String mediaType,
        @Nullable Integer widthPx,
        @Nullable Integer heightPx,
        long sizeBytes,
        Sha256 sha256,
        String href,
        URI url,
        URI downloadUrl,
        Instant urlExpiresAt) {

    static ResultView of(ImageResult result, String href, URI url, URI downloadUrl, Instant urlExpiresAt) {
        return new ResultView(
                result.name(),
                result.mediaType(),
                result.widthPx(),
                result.heightPx(),
                result.sizeBytes(),
                result.sha256(),
                href,
                url,
                downloadUrl,
                urlExpiresAt);
    }
}
