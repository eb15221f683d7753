package io.darkroom.processor.endpoint;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.worker.ResultDocument;
import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// How to talk to an endpoint.
public interface Endpoint {

    /// The request for an image.
    ///
    /// @throws IOException if the image cannot be read
    HttpRequest request(ImageRequest image) throws IOException;

    /// Reads an answer; its files go to the request's output directory. Closes the body.
    ///
    /// @throws WorkerProtocolException if it breaks the contract
    /// @throws IOException if the connection breaks
    ResultDocument read(HttpResponse<InputStream> response, ImageRequest image)
            throws WorkerProtocolException, IOException;
}
