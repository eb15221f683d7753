/// The worker transport: a long-lived program that takes one JSON line per image and answers with one. Both
/// ends of its protocol, and the program that hosts an [io.darkroom.processor.api.ImageProcessor].
@NullMarked
package io.darkroom.processor.api.worker;

import org.jspecify.annotations.NullMarked;
