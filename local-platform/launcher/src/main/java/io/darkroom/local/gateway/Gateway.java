package io.darkroom.local.gateway;

import io.darkroom.servers.Ports;
import io.darkroom.servers.ServerFailedException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one address of the local system: a reverse proxy on a loopback port that routes by the same table as the load
/// balancer on AWS.
///
/// Bodies stream both ways. A service that is down is a 503 with `Retry-After`, one that breaks off before its answer
/// a 502, one that is silent for [#IDLE_TIMEOUT] a 504, all as problem details. A path that could be read in two ways
/// is a 400. The services see who asked, by which address and protocol, in `X-Forwarded-*`, and the caller's own
/// `Host`.
/// A caller that goes away is noticed as soon as there is something to read from it or write to it.
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /// A load balancer's default: connections without traffic for so long are closed. Long-lived answers need a sign of
    /// life more often than that.
    static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    static final int BUFFER_BYTES = 64 * 1024;

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_THREADS = 16;
    // A silent service is told of, so its time must be up before the caller's connection is closed.
    private static final Duration CALLER_PATIENCE = Duration.ofSeconds(5);
    private static final Duration STOP_GRACE = Duration.ofSeconds(2);

    private final Server server;
    private final URI uri;

    private Gateway(Server server, URI uri) {
        this.server = server;
        this.uri = uri;
    }

    /// Starts the gateway with the shipped route table.
    ///
    /// @param port the port, or 0 for any free one
    /// @param targets the base address (scheme, host, port) of each service in the table, by the service's name;
    ///     nothing need run there yet
    /// @throws ServerFailedException if the port is in use
    /// @throws IllegalArgumentException if a service of the table has no address
    public static Gateway start(int port, Map<String, URI> targets) {
        return start(port, RouteTable.shipped(), targets, IDLE_TIMEOUT);
    }

    /// The same for callers from everywhere, for a machine of its own: a container.
    public static Gateway startForAll(int port, Map<String, URI> targets) {
        return start("0.0.0.0", port, RouteTable.shipped(), targets, IDLE_TIMEOUT);
    }

    static Gateway start(int port, RouteTable routes, Map<String, URI> targets, Duration idleTimeout) {
        if (port != 0) {
            Ports.requireFree(port, "the gateway");
        }
        return start(LOOPBACK, port, routes, targets, idleTimeout);
    }

    private static Gateway start(
            String host, int port, RouteTable routes, Map<String, URI> targets, Duration idleTimeout) {
        requireAddresses(routes, targets);
        Server server = new Server(threads());
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idleTimeout.plus(CALLER_PATIENCE).toMillis());
        server.addConnector(connector);
        server.setHandler(new GatewayHandler(routes, targets, idleTimeout));
        server.setErrorHandler(new ProblemErrors());
        server.setStopTimeout(STOP_GRACE.toMillis());
        try {
            server.start();
        } catch (Exception e) {
            throw new ServerFailedException("The gateway does not start on port " + port, e);
        }
        return new Gateway(server, URI.create("http://" + host + ":" + connector.getLocalPort()));
    }

    private static void requireAddresses(RouteTable routes, Map<String, URI> targets) {
        Set<String> missing = new TreeSet<>(routes.services());
        missing.removeAll(targets.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("no address is given for " + missing);
        }
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("gateway");
        threads.setDaemon(true);
        return threads;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.RFC3986);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setResponseHeaderSize(MAX_HEADER_BYTES);
        http.setOutputBufferSize(BUFFER_BYTES);
        return http;
    }

    /// Where it listens.
    public URI uri() {
        return uri;
    }

    /// Stops it; requests under way have two seconds to end, then they are cut off.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.debug("Requests were cut off", e);
        } catch (Exception e) {
            throw new ServerFailedException("The gateway does not stop in order", e);
        }
    }
}
