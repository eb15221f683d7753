/// Tests of the processor `inspect`.
package io.darkroom.processors.inspect;
