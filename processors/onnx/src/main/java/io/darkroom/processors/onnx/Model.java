package io.darkroom.processors.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/// A classifier, loaded: one picture in, one number for each class out. Runs on one thread: the work of
/// many images goes side by side in many workers.
final class Model implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String inputName;
    private final InputLayout layout;
    private final int classes;

    private Model(OrtSession session, String inputName, InputLayout layout, int classes) {
        this.session = session;
        this.inputName = inputName;
        this.layout = layout;
        this.classes = classes;
    }

    /// @param openSidePx the side of the input, where the model leaves it open
    /// @throws IllegalArgumentException if the model is no classifier of pictures
    /// @throws OrtException if it cannot be loaded
    static Model load(Path file, int openSidePx) throws OrtException {
        OrtSession session;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = OrtEnvironment.getEnvironment().createSession(file.toString(), options);
        }
        try {
            NodeInfo input = only("input", session.getInputInfo().values());
            NodeInfo output = only("output", session.getOutputInfo().values());
            long[] answer = tensor(output).getShape();
            if (answer.length == 0 || answer[answer.length - 1] < 1) {
                throw new IllegalArgumentException("the model does not say how many classes it has");
            }
            return new Model(
                    session,
                    input.getName(),
                    InputLayout.of(tensor(input).getShape(), openSidePx),
                    Math.toIntExact(answer[answer.length - 1]));
        } catch (OrtException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static NodeInfo only(String what, Collection<NodeInfo> nodes) {
        if (nodes.size() != 1) {
            throw new IllegalArgumentException("the model has not one " + what + " but " + nodes.size());
        }
        return nodes.iterator().next();
    }

    private static TensorInfo tensor(NodeInfo node) {
        if (node.getInfo() instanceof TensorInfo info && info.type == OnnxJavaType.FLOAT) {
            return info;
        }
        throw new IllegalArgumentException("the model's " + node.getName() + " is not a tensor of floats");
    }

    InputLayout layout() {
        return layout;
    }

    /// How many classes it tells apart.
    int classes() {
        return classes;
    }

    /// One number for each class.
    float[] run(FloatBuffer picture) throws OrtException {
        try (OnnxTensor input = OnnxTensor.createTensor(environment, picture, layout.shape());
                OrtSession.Result result = session.run(Map.of(inputName, input))) {
            FloatBuffer numbers = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] outputs = new float[numbers.remaining()];
            numbers.get(outputs);
            return outputs;
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
