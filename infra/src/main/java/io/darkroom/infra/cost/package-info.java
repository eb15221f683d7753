/// What an environment costs: a model small enough to be argued with.
@NullMarked
package io.darkroom.infra.cost;

import org.jspecify.annotations.NullMarked;
