package io.darkroom.processor.api.http;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.worker.ResultDocument;
import io.darkroom.processor.api.worker.WorkerProtocol;
import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The platform's end of the http transport. The image's bytes are the body of a POST; parameters are query
/// parameters. The answer is a JSON document, or `multipart/form-data` or `multipart/mixed` whose first part is that
/// document and whose further parts are result files. Bytes stream both ways.
public final class EndpointProtocol {

    /// Header with the image's id.
    public static final String ID = "Darkroom-Image-Id";

    /// Header with the milliseconds until the platform hangs up.
    public static final String TIME_LEFT = "Darkroom-Time-Left-Millis";

    private static final int OK = 200;

    private EndpointProtocol() {}

    /// The request for an image.
    ///
    /// @param headers added to the protocol's own
    /// @throws FileNotFoundException if the image is not there
    public static HttpRequest request(URI url, Map<String, String> headers, ImageRequest image)
            throws FileNotFoundException {
        HttpRequest.Builder request = HttpRequest.newBuilder(withParameters(url, image.parameters()));
        headers.forEach(request::header);
        return request.header("Content-Type", image.mediaType())
                .header("Accept", "application/json, multipart/form-data, multipart/mixed")
                .header(ID, image.id())
                .header(TIME_LEFT, Long.toString(image.timeLeft().toMillis()))
                .POST(HttpRequest.BodyPublishers.ofFile(image.input()))
                .build();
    }

    private static URI withParameters(URI url, Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return url;
        }
        String query = new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&"));
        return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Reads an answer; its files go to a directory.
    ///
    /// @param maxFiles how many files are taken
    /// @param maxFileBytes how long each may be
    /// @throws WorkerProtocolException if it breaks the contract
    /// @throws IOException if the connection breaks
    public static ResultDocument read(
            HttpResponse<InputStream> response, Path outputDirectory, int maxFiles, long maxFileBytes)
            throws WorkerProtocolException, IOException {
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                String how = "the endpoint answered with status " + response.statusCode();
                return new ResultDocument(new ProcessorAnswer.Failed(how), null, true);
            }
            String type = response.headers().firstValue("Content-Type").orElse("");
            if (type.startsWith("multipart/")) {
                return new AnswerParts(new MultipartReader(body, type), outputDirectory, maxFiles, maxFileBytes).read();
            }
            if (!type.startsWith("application/json")) {
                throw new WorkerProtocolException("the answer is neither application/json nor multipart");
            }
            return ResultDocument.read(text(body));
        }
    }

    static String text(InputStream stream) throws WorkerProtocolException, IOException {
        byte[] text = stream.readNBytes(WorkerProtocol.MAX_LINE_BYTES + 1);
        if (text.length > WorkerProtocol.MAX_LINE_BYTES) {
            throw new WorkerProtocolException(
                    "the document is longer than " + WorkerProtocol.MAX_LINE_BYTES + " bytes");
        }
        return new String(text, StandardCharsets.UTF_8);
    }
}
