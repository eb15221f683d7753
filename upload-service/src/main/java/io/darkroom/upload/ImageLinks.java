package io.darkroom.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.darkroom.events.ImageId;
import org.jspecify.annotations.Nullable;

/// Where to go on from an image: paths below the address that the API was called at.
///
/// @param self the image's state and results
/// @param original its original, as long as it is kept
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageLinks(String self, @Nullable String original) {

    /// The path of all images.
    public static final String IMAGES = "/v1/images";

    /// The links of an image.
    ///
    /// @param originalIsKept whether the original can still be downloaded
    public static ImageLinks of(ImageId id, boolean originalIsKept) {
        return new ImageLinks(IMAGES + "/" + id, originalIsKept ? IMAGES + "/" + id + "/original" : null);
    }

    /// The path of a result.
    public static String result(ImageId id, String name) {
        return IMAGES + "/" + id + "/results/" + name;
    }
}
