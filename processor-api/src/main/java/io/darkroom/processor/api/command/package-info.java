/// The contract for programs that are run once per image: how they are told what to do, and how what they leave is
/// read.
@NullMarked
package io.darkroom.processor.api.command;

import org.jspecify.annotations.NullMarked;
