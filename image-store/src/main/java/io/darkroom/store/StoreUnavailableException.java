package io.darkroom.store;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;

/// The object store did not do its part in time; trying again later may help.
public class StoreUnavailableException extends FailureException {

    /// @param cause for the log
    public StoreUnavailableException(Throwable cause) {
        super(FailureCode.STORE_UNAVAILABLE, "The image store cannot be reached just now. Please try again.", cause);
    }
}
