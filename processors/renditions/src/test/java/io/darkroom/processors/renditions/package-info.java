/// Tests of the processor `renditions`.
package io.darkroom.processors.renditions;
