package io.darkroom.processor.endpoint;

import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The JSON before the binary tensors, in both directions.
final class InferenceHeader {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BINARY_SIZE = "binary_data_size";

    private InferenceHeader() {}

    /// What a model says.
    ///
    /// @param values the scores
    /// @param version of the model, if it tells
    record Scores(List<Double> values, @Nullable String version) {}

    static byte[] request(
            String id, OpenInferenceEndpoint.Model model, int tensorBytes, Map<String, String> parameters) {
        ObjectNode request = JSON.createObjectNode();
        request.put("id", id);
        if (!parameters.isEmpty()) {
            request.set("parameters", JSON.valueToTree(parameters));
        }
        ObjectNode input = request.putArray("inputs").addObject();
        input.put("name", model.input()).put("datatype", "BYTES");
        input.putArray("shape").add(1);
        input.putObject("parameters").put(BINARY_SIZE, tensorBytes);
        ObjectNode output = request.putArray("outputs").addObject();
        output.put("name", model.output());
        output.putObject("parameters").put("binary_data", true);
        return JSON.writeValueAsBytes(request);
    }

    /// Finds the scores in an answer.
    ///
    /// @param headerLength where the JSON ends and the tensors begin
    /// @param output the tensor's name
    static Scores read(byte[] answer, int headerLength, String output) throws WorkerProtocolException {
        JsonNode header = header(answer, headerLength);
        String version = header.path("model_version").asString("");
        int position = headerLength;
        for (JsonNode tensor : header.path("outputs")) {
            int size = tensor.path("parameters").path(BINARY_SIZE).asInt(-1);
            if (output.equals(tensor.path("name").asString(""))) {
                require("FP32".equals(tensor.path("datatype").asString("")), "'" + output + "' is not of type FP32");
                List<Double> values = size < 0 ? listed(tensor.path("data")) : binary(answer, position, size);
                return new Scores(values, version.isBlank() ? null : version);
            }
            position += Math.max(size, 0);
        }
        throw new WorkerProtocolException("the answer has no output '" + output + "'");
    }

    private static JsonNode header(byte[] answer, int length) throws WorkerProtocolException {
        try {
            return JSON.readTree(answer, 0, length);
        } catch (JacksonException e) {
            throw new WorkerProtocolException("the answer does not begin with JSON");
        }
    }

    private static List<Double> binary(byte[] answer, int position, int size) throws WorkerProtocolException {
        boolean fits = position >= 0 && size % Float.BYTES == 0 && size <= answer.length - position;
        require(fits, "a tensor is not of the size that the answer tells");
        ByteBuffer tensor = ByteBuffer.wrap(answer, position, size).order(ByteOrder.LITTLE_ENDIAN);
        List<Double> values = new ArrayList<>();
        while (tensor.hasRemaining()) {
            values.add((double) tensor.getFloat());
        }
        return values;
    }

    private static List<Double> listed(JsonNode data) throws WorkerProtocolException {
        List<JsonNode> numbers = data.valueStream().toList();
        require(!numbers.isEmpty() && numbers.stream().allMatch(JsonNode::isNumber), "the scores are no numbers");
        return numbers.stream().map(JsonNode::doubleValue).toList();
    }

    private static void require(boolean condition, String otherwise) throws WorkerProtocolException {
        if (!condition) {
            throw new WorkerProtocolException(otherwise);
        }
    }
}
