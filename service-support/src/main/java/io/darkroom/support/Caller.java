package io.darkroom.support;

import io.darkroom.events.CustomerId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/// Who makes a request, by its access token. Controllers take it as a parameter.
///
/// @param subject the token's subject
/// @param customer the customer that the caller acts for, null if none
/// @param roles the caller's roles; unknown ones are left out
/// @param validUntil when the token expires: an answer that goes on ends then; null if it never does
public record Caller(
        String subject,
        @Nullable CustomerId customer,
        Set<Role> roles,
        @Nullable Instant validUntil) {

    static final String CUSTOMER_CLAIM = "customer_id";

    /// Copies the roles.
    public Caller {
        roles = Set.copyOf(roles);
    }

    /// Reads a verified token. A customer id of a wrong shape counts as none.
    static Caller of(Jwt token) {
        String customer = token.getClaimAsString(CUSTOMER_CLAIM);
        return new Caller(
                Optional.ofNullable(token.getSubject()).orElse(""),
                customer != null && CustomerId.isValid(customer) ? new CustomerId(customer) : null,
                Role.of(token),
                token.getExpiresAt());
    }

    /// Who makes the request of this thread; empty if it has no token.
    public static Optional<Caller> current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Jwt token
                ? Optional.of(of(token))
                : Optional.empty();
    }

    /// Whether the caller has a role.
    public boolean has(Role role) {
        return roles.contains(role);
    }

    /// The customer that the caller acts for.
    ///
    /// @throws AccessDeniedException if it acts for none, or lacks the role: the request ends with 403
    public CustomerId requireCustomer() {
        if (customer == null || !has(Role.CUSTOMER)) {
            throw new AccessDeniedException("the token names no customer");
        }
        return customer;
    }
}
