package io.darkroom.upload.intake;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file of a form, while it comes over the wire.
///
/// @param fileName what the sender calls it, if it says; not cleaned
/// @param contentDigest the part's own `Content-Digest` lines
/// @param bytes its content, good until the next file is asked for
record FormFile(@Nullable String fileName, List<String> contentDigest, InputStream bytes) {}
