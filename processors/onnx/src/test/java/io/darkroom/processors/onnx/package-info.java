/// Tests of the processor `onnx`.
package io.darkroom.processors.onnx;
