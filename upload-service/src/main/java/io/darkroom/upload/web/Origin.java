package io.darkroom.upload.web;

import java.net.URI;

/// Where an address leads, as a content security policy names it: scheme, host and port.
final class Origin {

    private Origin() {}

    /// @throws IllegalArgumentException if it is no absolute http address
    static String of(URI address) {
        String scheme = address.getScheme();
        if (address.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException("not an absolute http address: " + address);
        }
        return address.getPort() < 0
                ? "%s://%s".formatted(scheme, address.getHost())
                : "%s://%s:%d".formatted(scheme, address.getHost(), address.getPort());
    }
}
