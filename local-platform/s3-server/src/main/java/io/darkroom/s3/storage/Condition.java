package io.darkroom.s3.storage;

import java.util.Optional;

/// Under which condition a write takes place; decided while no other write of the key can.
public sealed interface Condition {

    /// Always.
    record Always() implements Condition {}

    /// Only if there is no object yet (`If-None-Match: *`).
    record IfAbsent() implements Condition {}

    /// Only if the object is still this one (`If-Match`).
    ///
    /// @param etag without quotes
    record IfUnchanged(String etag) implements Condition {}

    /// Checks the condition.
    ///
    /// @throws S3Exception if it does not hold
    default void require(Optional<StoredObject> present) {
        boolean holds = switch (this) {
            case Always() -> true;
            case IfAbsent() -> present.isEmpty();
            case IfUnchanged(String etag) -> {
                StoredObject object = present.orElseThrow(
                        () -> new S3Exception(S3Error.NO_SUCH_KEY, "The specified key does not exist."));
                yield object.etag().equals(etag);
            }
        };
        if (!holds) {
            throw new S3Exception(
                    S3Error.PRECONDITION_FAILED, "At least one of the pre-conditions you specified did not hold");
        }
    }
}
