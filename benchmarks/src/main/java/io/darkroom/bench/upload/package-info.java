/// `upload-service` beside its peers: the same files to the same S3 server.
@NullMarked
package io.darkroom.bench.upload;

import org.jspecify.annotations.NullMarked;
