package io.darkroom.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.darkroom.s3.signature.Authentication;
import io.darkroom.s3.signature.SignatureVerifier;
import io.darkroom.s3.signature.SignedBody;
import io.darkroom.s3.signature.SignedRequest;
import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Takes each request: nobody gets past the signature, and every failure is answered in the protocol's words.
final class RequestHandler implements HttpHandler {

    private static final PrintStream LOG = System.err;

    private final SignatureVerifier signatures;
    private final Operations operations;

    RequestHandler(SignatureVerifier signatures, Operations operations) {
        this.signatures = signatures;
        this.operations = operations;
    }

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            Response response = answer(exchange);
            // A client that still sends does not read.
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            response.send(exchange);
        } catch (IOException e) {
            // The client has gone, in the middle of what it sent or of what it was sent.
        }
    }

    private Response answer(HttpExchange exchange) throws IOException {
        SignedRequest signed = signed(exchange);
        try {
            Authentication authentication = signatures.verify(signed);
            SignedBody body = SignedBody.of(
                    authentication, exchange.getRequestBody(), signed.header("x-amz-decoded-content-length"));
            return operations.run(Request.of(signed, body));
        } catch (S3Exception e) {
            return Response.error(e.error(), e.detail(), signed.rawPath());
        } catch (RuntimeException e) {
            LOG.println(signed.method() + " " + signed.rawPath() + " failed:");
            e.printStackTrace(LOG);
            return Response.error(S3Error.INTERNAL_ERROR, "We encountered an internal error.", signed.rawPath());
        }
    }

    private static SignedRequest signed(HttpExchange exchange) {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new SignedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                headers);
    }
}
