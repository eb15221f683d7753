package io.darkroom.local.gateway;

import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/// What the gateway itself has to say to a caller: a problem detail (RFC 9457) of the same shape as the services'.
///
/// @param status the HTTP status
/// @param code what kind of problem, in upper case with underscores
/// @param detail for the caller: what is wrong and what to do
/// @param retryable whether trying again later may help
record GatewayProblem(int status, String code, String detail, boolean retryable) {

    private static final String TYPES = "https://darkroom.dev/problems/";
    private static final String RETRY_AFTER_SECONDS = "5";

    /// The path can be read in more than one way.
    static GatewayProblem ambiguousPath() {
        return new GatewayProblem(
                HttpStatus.BAD_REQUEST_400,
                "BAD_REQUEST",
                "The path has dot segments, empty segments, parameters or encoded separators.",
                false);
    }

    /// The service did not answer.
    static GatewayProblem unavailable(Throwable failure) {
        int status = switch (failure) {
            case ConnectException _, RejectedExecutionException _ -> HttpStatus.SERVICE_UNAVAILABLE_503;
            case TimeoutException _ -> HttpStatus.GATEWAY_TIMEOUT_504;
            default -> HttpStatus.BAD_GATEWAY_502;
        };
        return new GatewayProblem(
                status, "SERVICE_UNAVAILABLE", "The service cannot be reached just now. Please try again.", true);
    }

    /// What the HTTP server itself refused, such as a malformed request.
    static GatewayProblem ofStatus(int status) {
        String reason = HttpStatus.getMessage(status);
        String code = reason.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "_");
        return new GatewayProblem(status, code, reason + ".", false);
    }

    /// Sends it as the answer.
    void write(Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        if (retryable) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.write(true, ByteBuffer.wrap(toJson()), callback);
    }

    private byte[] toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", TYPES + code.toLowerCase(Locale.ROOT).replace('_', '-'));
        members.put("title", HttpStatus.getMessage(status));
        members.put("status", status);
        members.put("detail", detail);
        members.put("code", code);
        if (retryable) {
            members.put("fault", "DEPENDENCY");
        }
        return JsonMapper.shared().writeValueAsBytes(members);
    }
}
