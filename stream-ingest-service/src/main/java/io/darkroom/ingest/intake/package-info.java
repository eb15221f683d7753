/// Consumes the external topic: batches, order, redelivery, progress.
@NullMarked
package io.darkroom.ingest.intake;

import org.jspecify.annotations.NullMarked;
