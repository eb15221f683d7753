package io.darkroom.upload.limit;

import io.darkroom.support.Caller;
import io.darkroom.support.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses the requests of a customer that asks too often, before anything is done for them.
///
/// - `darkroom.upload.limited`: requests refused for it. No alert: it is one customer's own doing; look at it when one
///   complains.
@Component
class LimitInterceptor implements HandlerInterceptor {

    private static final int TOO_MANY_REQUESTS = 429;

    private final RequestLimiter limiter;
    private final Counter limited;

    LimitInterceptor(RequestLimiter limiter, MeterRegistry registry) {
        this.limiter = limiter;
        this.limited = Counter.builder("darkroom.upload.limited")
                .description("Requests of customers that ask too often")
                .register(registry);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Caller.current()
                .flatMap(caller -> Optional.ofNullable(caller.customer()))
                .flatMap(limiter::take)
                .ifPresent(this::refuse);
        return true;
    }

    private void refuse(Duration wait) {
        limited.increment();
        throw new ProblemException(
                TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", "You ask too often. Please wait a little.", wait);
    }
}
