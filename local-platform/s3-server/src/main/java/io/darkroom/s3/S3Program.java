package io.darkroom.s3;

import io.darkroom.s3.signature.Credentials;
import io.darkroom.s3.signature.SignatureVerifier;
import io.darkroom.s3.storage.Buckets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;

/// Runs the server on a data directory until the process ends.
///
/// Arguments: data directory, port, region, and, if others than this machine may come in, the address to listen on. The
/// environment holds the credentials that clients must sign with:
/// `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
public final class S3Program {

    private static final int ADDRESS = 3;

    private S3Program() {}

    public static void main(String[] arguments) throws Exception {
        Clock clock = Clock.systemUTC();
        Credentials credentials =
                new Credentials(require("AWS_ACCESS_KEY_ID"), require("AWS_SECRET_ACCESS_KEY"), arguments[2]);
        Buckets buckets = new Buckets(Path.of(arguments[0]).toAbsolutePath(), clock);
        S3HttpServer.start(
                address(arguments),
                new RequestHandler(new SignatureVerifier(credentials, clock), new Operations(buckets)));
    }

    private static InetSocketAddress address(String[] arguments) {
        int port = Integer.parseInt(arguments[1]);
        return arguments.length > ADDRESS
                ? new InetSocketAddress(arguments[ADDRESS], port)
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static String require(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment lacks " + name);
        }
        return value;
    }
}
