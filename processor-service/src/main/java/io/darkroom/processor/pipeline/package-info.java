/// What happens to one image, from the event that announces it to the event that it has ended.
@NullMarked
package io.darkroom.processor.pipeline;

import org.jspecify.annotations.NullMarked;
