package io.darkroom.local.gateway;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// The header fields by which a service learns how a request came in. The gateway is where requests come in: whatever
/// a caller says in them itself is dropped.
final class ForwardedHeaders {

    private static final String PREFIX = "x-forwarded-";

    private ForwardedHeaders() {}

    static void replace(HttpFields.Mutable headers, Request request) {
        namesOf(headers).forEach(headers::remove);
        headers.put(HttpHeader.X_FORWARDED_FOR, Request.getRemoteAddr(request));
        headers.put(HttpHeader.X_FORWARDED_PROTO, request.isSecure() ? "https" : "http");
        headers.put(HttpHeader.X_FORWARDED_PORT, Integer.toString(Request.getLocalPort(request)));
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host != null) {
            headers.put(HttpHeader.X_FORWARDED_HOST, host);
        }
    }

    private static Set<String> namesOf(HttpFields headers) {
        Set<String> names = new HashSet<>();
        for (HttpField field : headers) {
            String name = field.getName().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX) || name.equals("forwarded")) {
                names.add(field.getName());
            }
        }
        return names;
    }
}
