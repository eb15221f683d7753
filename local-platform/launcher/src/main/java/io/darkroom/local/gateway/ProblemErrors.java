package io.darkroom.local.gateway;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers what the HTTP server itself refuses, such as a malformed request, as a problem detail too.
final class ProblemErrors implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        GatewayProblem.ofStatus(response.getStatus()).write(response, callback);
        return true;
    }
}
