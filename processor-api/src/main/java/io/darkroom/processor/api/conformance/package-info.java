/// The conformance kit: puts any processor through what the platform and the world will put it through, and reports in
/// words.
@NullMarked
package io.darkroom.processor.api.conformance;

import org.jspecify.annotations.NullMarked;
