package io.darkroom.upload.intake;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// An image that is being sent.
///
/// @param customerId whose image
/// @param imageId which image
/// @param fileName what the sender calls it, if it says; not cleaned yet
/// @param digest what the sender says that its digest is
/// @param bytes read once, not closed
public record IncomingImage(
        CustomerId customerId, ImageId imageId, @Nullable String fileName, ContentDigest digest, InputStream bytes) {}
