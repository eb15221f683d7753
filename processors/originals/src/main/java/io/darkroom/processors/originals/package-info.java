/// How the built-in processors open an image that a stranger sent: one decoder, told by the media type,
/// and limits that are checked before a pixel is decoded. Start at
/// [io.darkroom.processors.originals.Original].
@NullMarked
package io.darkroom.processors.originals;

import org.jspecify.annotations.NullMarked;
