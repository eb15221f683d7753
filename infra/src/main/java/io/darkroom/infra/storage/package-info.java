/// The keys and the buckets: originals, results, access logs.
@NullMarked
package io.darkroom.infra.storage;

import org.jspecify.annotations.NullMarked;
