/// An S3 server for one machine: the operations that Darkroom uses, as strict about signatures, checksums and
/// conditions as AWS, and with nothing lost or torn when its process is killed.
@NullMarked
package io.darkroom.s3;

import org.jspecify.annotations.NullMarked;
