/// What passes between Darkroom's services and the outside: events, identities, failure codes, topics and their
/// encoding.
@NullMarked
package io.darkroom.events;

import org.jspecify.annotations.NullMarked;
