/// What processors made: checked, stored, committed, announced.
@NullMarked
package io.darkroom.processor.result;

import org.jspecify.annotations.NullMarked;
