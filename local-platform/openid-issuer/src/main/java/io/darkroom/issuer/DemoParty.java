package io.darkroom.issuer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who there is: each a person who signs in (`acme`, password [#PASSWORD]) and an app with credentials of its own
/// (`acme-app`, secret `acme-app-secret`).
enum DemoParty {
    ACME("customer", "acme"),
    GLOBEX("customer", "globex"),
    ANALYST("analyst", null),
    OPERATOR("operator", null);

    /// For one machine only.
    static final String PASSWORD = "demo";

    private static final String APP_SUFFIX = "-app";
    private static final String SECRET_SUFFIX = "-secret";

    private final String role;
    private final @Nullable String customerId;

    DemoParty(String role, @Nullable String customerId) {
        this.role = role;
        this.customerId = customerId;
    }

    /// The party that a user name or client id belongs to.
    static Optional<DemoParty> named(String name) {
        return Arrays.stream(values())
                .filter(party ->
                        party.userName().equals(name) || party.clientId().equals(name))
                .findFirst();
    }

    String userName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String clientId() {
        return userName() + APP_SUFFIX;
    }

    String clientSecret() {
        return clientId() + SECRET_SUFFIX;
    }

    String role() {
        return role;
    }

    /// What its tokens say.
    Map<String, Object> claims() {
        Object roles = List.of(role);
        return customerId == null ? Map.of("roles", roles) : Map.of("roles", roles, "customer_id", customerId);
    }
}
