package io.darkroom.stats.report;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.support.Caller;
import io.darkroom.support.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/// Whose numbers a request is about.
///
/// @param customer one customer's, or null: everybody's
/// @param isOwn whether the caller is that customer
record Scope(@Nullable CustomerId customer, boolean isOwn) {

    /// Analysts and operators see everybody's numbers, or one customer's if they ask for it; a customer sees its
    /// own. What a customer learns of another one is what it learns of one that does not exist: nothing.
    ///
    /// @param asked the customer that the request names, null if none
    /// @throws FailureException if what is asked is no customer id
    /// @throws ResponseStatusException 404 if a customer asks for anyone but itself
    static Scope of(Caller caller, @Nullable String asked) {
        Optional<CustomerId> wanted = Optional.ofNullable(asked).map(Scope::parse);
        if (caller.has(Role.ANALYST) || caller.has(Role.OPERATOR)) {
            return new Scope(wanted.orElse(null), false);
        }
        CustomerId own = caller.requireCustomer();
        if (wanted.isPresent() && !wanted.get().equals(own)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such customer.");
        }
        return new Scope(own, true);
    }

    private static CustomerId parse(String text) {
        if (!CustomerId.isValid(text)) {
            throw new FailureException(FailureCode.INVALID_EVENT, "The parameter 'customer' is not a customer id.");
        }
        return new CustomerId(text);
    }
}
