package io.darkroom.local.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Passes each request on to the service that the route table names, and the answer back. No body is ever held whole:
/// what one side sends waits for the other side to take it.
final class GatewayHandler extends ProxyHandler {

    private static final int MAX_CONNECTIONS_PER_SERVICE = 8_192;

    // Shorter than services keep an idle connection, so that none is used at the moment its other end closes it.
    private static final Duration MAX_CONNECTION_AGE = Duration.ofSeconds(10);

    private final RouteTable routes;
    private final Map<String, URI> targets;
    private final Duration idleTimeout;

    GatewayHandler(RouteTable routes, Map<String, URI> targets, Duration idleTimeout) {
        this.routes = routes;
        this.targets = Map.copyOf(targets);
        this.idleTimeout = idleTimeout;
        setUseServerThreadPool(true);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (RequestPath.of(request.getHttpURI()).isPresent()) {
            return super.handle(request, response, callback);
        }
        GatewayProblem.ambiguousPath().write(response, callback);
        return true;
    }

    @Override
    protected HttpClient newHttpClient() {
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        var transport = new HttpClientTransportDynamic(connector);
        transport.setConnectionPoolFactory(destination -> {
            var pool = new DuplexConnectionPool(destination, MAX_CONNECTIONS_PER_SERVICE);
            pool.setMaxDuration(MAX_CONNECTION_AGE.toMillis());
            return pool;
        });
        return new HttpClient(transport);
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setIdleTimeout(idleTimeout.toMillis());
        client.setResponseBufferSize(Gateway.BUFFER_BYTES);
        // Nothing is added to what the caller sent.
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
    }

    @Override
    protected HttpURI rewriteHttpURI(Request request) {
        HttpURI uri = request.getHttpURI();
        String path = RequestPath.of(uri).orElseThrow();
        URI target = Objects.requireNonNull(targets.get(routes.serviceFor(path)), path);
        return HttpURI.build(uri).scheme(target.getScheme()).authority(target.getHost(), target.getPort());
    }

    // The path and query go on as they came: not every browser's query is a java.net.URI.
    @Override
    protected org.eclipse.jetty.client.Request newProxyToServerRequest(Request request, HttpURI uri) {
        return getHttpClient()
                .newRequest(uri.getHost(), uri.getPort())
                .scheme(uri.getScheme())
                .path(uri.getPathQuery())
                .method(request.getMethod());
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
        onward.headers(headers -> ForwardedHeaders.replace(headers, request));
    }

    @Override
    protected org.eclipse.jetty.client.Response.CompleteListener newServerToProxyResponseListener(
            Request request, org.eclipse.jetty.client.Request onward, Response response, Callback callback) {
        return new ProxyResponseListener(request, onward, response, callback) {
            @Override
            public void onHeaders(org.eclipse.jetty.client.Response answer) {
                super.onHeaders(answer);
                HopHeaders.removeNamed(answer.getHeaders(), response.getHeaders());
            }
        };
    }

    @Override
    protected void onServerToProxyResponseFailure(
            Request request,
            org.eclipse.jetty.client.Request onward,
            org.eclipse.jetty.client.Response answer,
            Response response,
            Callback callback,
            Throwable failure) {
        if (response.isCommitted()) {
            // The caller must not take a part for the whole: its connection is cut.
            callback.failed(failure);
            return;
        }
        response.reset();
        GatewayProblem.unavailable(failure).write(response, callback);
    }
}
