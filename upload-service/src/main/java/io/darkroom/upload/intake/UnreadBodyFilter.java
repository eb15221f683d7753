package io.darkroom.upload.intake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/// Reads on for a while when a request is refused before its end: many clients and load balancers read the answer only
/// after they have sent everything, and would see a broken connection in its place.
///
/// Tomcat's own way to do so is turned off (`server.tomcat.max-swallow-size`), because it knows no limit of time.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadBodyFilter extends OncePerRequestFilter {

    private static final String READ = UnreadBodyFilter.class.getName();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final DataSize MOST = DataSize.ofMegabytes(64);

    /// Notes that the body is being read, so that a sender who waits for `100 Continue` gets it.
    static void markRead(HttpServletRequest request) {
        request.setAttribute(READ, true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        boolean tooSlow = response.getStatus() == HttpStatus.REQUEST_TIMEOUT.value();
        if (response.getStatus() >= HttpStatus.BAD_REQUEST.value() && !tooSlow && senderGoesOn(request)) {
            response.flushBuffer();
            drain(request.getInputStream());
        }
    }

    // Who waits for `100 Continue` and gets a refusal does not send its body at all.
    private static boolean senderGoesOn(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.EXPECT) == null || request.getAttribute(READ) != null;
    }

    private static void drain(InputStream body) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long left = MOST.toBytes();
        byte[] buffer = new byte[8 * 1024];
        try {
            for (int count = 0; count >= 0 && left > 0 && System.nanoTime() < end; left -= count) {
                count = body.read(buffer);
            }
        } catch (IOException _) {
            // The sender is gone, and has what it wanted.
        }
    }
}
