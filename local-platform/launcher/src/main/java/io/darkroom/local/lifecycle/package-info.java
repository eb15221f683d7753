/// Carries out the buckets' lifecycle rules, which the local S3 server only stores.
@NullMarked
package io.darkroom.local.lifecycle;

import org.jspecify.annotations.NullMarked;
