/// The service behind the external Kafka stream: image bytes to the object store, an event out.
@NullMarked
package io.darkroom.ingest;

import org.jspecify.annotations.NullMarked;
