/// The four services on Fargate: what they are told, what they may do, how many there are.
@NullMarked
package io.darkroom.infra.services;

import org.jspecify.annotations.NullMarked;
