/// How many images wait for the services that work on them.
@NullMarked
package io.darkroom.stats.backlog;

import org.jspecify.annotations.NullMarked;
