package io.darkroom.processor.endpoint;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.http.EndpointProtocol;
import io.darkroom.processor.api.worker.ResultDocument;
import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/// An endpoint that speaks the processors' own protocol.
///
/// @param url where it is
/// @param headers added to every request
/// @param maxFiles how many result files are taken
/// @param maxFileBytes how long each may be
public record ProcessorEndpoint(URI url, Map<String, String> headers, int maxFiles, long maxFileBytes)
        implements Endpoint {

    @Override
    public HttpRequest request(ImageRequest image) throws IOException {
        return EndpointProtocol.request(url, headers, image);
    }

    @Override
    public ResultDocument read(HttpResponse<InputStream> response, ImageRequest image)
            throws WorkerProtocolException, IOException {
        return EndpointProtocol.read(response, image.outputDirectory(), maxFiles, maxFileBytes);
    }
}
