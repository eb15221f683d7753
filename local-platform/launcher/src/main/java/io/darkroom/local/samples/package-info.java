/// Images made by code that look and compress like photographs, and the sender that shows the platform at work with
/// them.
@NullMarked
package io.darkroom.local.samples;

import org.jspecify.annotations.NullMarked;
