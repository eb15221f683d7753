/// Turns the events of received images into results: runs the company's image code in worker processes.
@NullMarked
package io.darkroom.processor;

import org.jspecify.annotations.NullMarked;
