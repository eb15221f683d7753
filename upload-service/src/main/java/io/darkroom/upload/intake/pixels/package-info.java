/// How many pixels an image has, read from its bytes while they pass by.
@NullMarked
package io.darkroom.upload.intake.pixels;

import org.jspecify.annotations.NullMarked;
