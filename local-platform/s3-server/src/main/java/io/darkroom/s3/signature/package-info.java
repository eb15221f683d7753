/// AWS Signature Version 4, the server's side of it.
@NullMarked
package io.darkroom.s3.signature;

import org.jspecify.annotations.NullMarked;
