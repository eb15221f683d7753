/// What becomes of one record: judged, stored and announced, or rejected.
@NullMarked
package io.darkroom.ingest.image;

import org.jspecify.annotations.NullMarked;
