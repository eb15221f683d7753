package io.darkroom.support;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;

/// What a caller may do.
public enum Role {
    /// Sends images and sees its own.
    CUSTOMER,
    /// Sees everybody's numbers.
    ANALYST,
    /// Runs the system.
    OPERATOR;

    static final String CLAIM = "roles";

    /// The name in tokens.
    public String claimValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name of Spring Security's authority.
    String authority() {
        return "ROLE_" + name();
    }

    static Set<Role> of(Jwt token) {
        List<String> claims =
                Optional.ofNullable(token.getClaimAsStringList(CLAIM)).orElse(List.of());
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(values())
                .filter(role -> claims.contains(role.claimValue()))
                .forEach(roles::add);
        return roles;
    }
}
