package io.darkroom.s3;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/// The JDK's HTTP server, a virtual thread per request.
final class S3HttpServer {

    private static final int BACKLOG = 1024;

    private S3HttpServer() {}

    static HttpServer start(InetSocketAddress address, HttpHandler handler) throws IOException {
        // Clients keep connections for about a minute; one that the server closes first costs them a failed request.
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
        // Without it, small answers wait for the other side's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(address, BACKLOG);
        server.createContext("/", handler);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }
}
