/// Buckets and objects as files: each object one file that appears, whole, by a rename.
@NullMarked
package io.darkroom.s3.storage;

import org.jspecify.annotations.NullMarked;
