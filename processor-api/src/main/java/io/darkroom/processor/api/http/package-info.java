/// The contract for endpoints: the image goes out as a request's body, what came of it comes back as a JSON document,
/// with result files as further parts of a multipart answer.
@NullMarked
package io.darkroom.processor.api.http;

import org.jspecify.annotations.NullMarked;
