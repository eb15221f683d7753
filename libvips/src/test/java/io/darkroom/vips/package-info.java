/// Tests of the binding, and the sample images that other modules' tests use too.
package io.darkroom.vips;
