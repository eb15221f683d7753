package io.darkroom.processor.endpoint;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.RecognisedLabel;
import io.darkroom.processor.api.worker.ResultDocument;
import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A model server of the Open Inference Protocol, version 2, with its binary tensor extension: the image goes out as it
/// came, as the one element of a `BYTES` tensor, and the scores come back as an `FP32` tensor. Nothing is decoded here
/// and nothing is sent as text; a model that wants pixels has a decoding step in front of it on the server.
///
/// @see <a
/// href="https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md">the
///     protocol</a>
/// @see <a
/// href="https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_binary_data.md">binary
///     tensors</a>
public final class OpenInferenceEndpoint implements Endpoint {

    static final String HEADER_LENGTH = "Inference-Header-Content-Length";

    private static final int OK = 200;
    private static final int MAX_ANSWER_BYTES = 16 << 20;

    private final URI url;
    private final Map<String, String> headers;
    private final Model model;
    private final List<String> labels;

    /// @param server its base address
    /// @param headers added to every request
    /// @param labels what the scores are of, in their order
    public OpenInferenceEndpoint(URI server, Map<String, String> headers, Model model, List<String> labels) {
        this.url = URI.create(server.toString().replaceAll("/+$", "") + "/v2/models/" + model.path() + "/infer");
        this.headers = Map.copyOf(headers);
        this.model = model;
        this.labels = List.copyOf(labels);
    }

    /// A model and how to use it.
    ///
    /// @param name the model's name
    /// @param version the model's version; null for the one that the server chooses
    /// @param input the tensor that takes the image
    /// @param output the tensor with the scores
    /// @param top how many labels at most
    /// @param minScore the score that a label needs
    public record Model(String name, @Nullable String version, String input, String output, int top, double minScore) {

        String path() {
            return version == null ? name : name + "/versions/" + version;
        }
    }

    @Override
    public HttpRequest request(ImageRequest image) throws IOException {
        int imageBytes = Math.toIntExact(Files.size(image.input()));
        // An element of a BYTES tensor is its length, little-endian, and its bytes.
        byte[] elementLength = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(imageBytes)
                .array();
        byte[] header = InferenceHeader.request(image.id(), model, Integer.BYTES + imageBytes, image.parameters());
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        headers.forEach(request::header);
        return request.header("Content-Type", "application/octet-stream")
                .header(HEADER_LENGTH, Integer.toString(header.length))
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofByteArray(header),
                        BodyPublishers.ofByteArray(elementLength),
                        BodyPublishers.ofFile(image.input())))
                .build();
    }

    @Override
    public ResultDocument read(HttpResponse<InputStream> response, ImageRequest image)
            throws WorkerProtocolException, IOException {
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                return failed("the model server answered with status " + response.statusCode());
            }
            byte[] answer = body.readNBytes(MAX_ANSWER_BYTES + 1);
            if (answer.length > MAX_ANSWER_BYTES) {
                throw new WorkerProtocolException("the answer is longer than " + MAX_ANSWER_BYTES + " bytes");
            }
            int headerLength = response.headers().firstValueAsLong(HEADER_LENGTH).stream()
                    .mapToInt(length -> Math.clamp(length, 0, answer.length))
                    .findFirst()
                    .orElse(answer.length);
            return document(InferenceHeader.read(answer, headerLength, model.output()));
        }
    }

    private ResultDocument document(InferenceHeader.Scores scores) throws WorkerProtocolException {
        List<Double> values = scores.values();
        if (values.size() != labels.size()) {
            throw new WorkerProtocolException(
                    "the model gives " + values.size() + " scores, but there are " + labels.size() + " labels");
        }
        for (double value : values) {
            if (!(value >= 0 && value <= 1)) {
                throw new WorkerProtocolException("a score is not from 0 to 1: the model must end in probabilities");
            }
        }
        List<RecognisedLabel> recognised = IntStream.range(0, values.size())
                .filter(i -> values.get(i) >= model.minScore())
                .mapToObj(i -> new RecognisedLabel(labels.get(i), values.get(i)))
                .sorted(Comparator.comparingDouble(RecognisedLabel::score).reversed())
                .limit(model.top())
                .toList();
        ProcessorAnswer answer = new ProcessorAnswer.Done(List.of(), recognised, Map.of("model", model.name()), null);
        return new ResultDocument(answer, scores.version(), true);
    }

    private static ResultDocument failed(String how) {
        return new ResultDocument(new ProcessorAnswer.Failed(how), null, true);
    }
}
