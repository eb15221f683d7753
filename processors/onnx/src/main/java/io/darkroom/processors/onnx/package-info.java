/// The built-in processor `onnx`: a model says what is in an image. Start at
/// [io.darkroom.processors.onnx.OnnxProcessor].
@NullMarked
package io.darkroom.processors.onnx;

import org.jspecify.annotations.NullMarked;
