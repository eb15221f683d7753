/// Tests of how originals are opened.
package io.darkroom.processors.originals;
