package io.darkroom.store;

/// What came of writing an original under its derived key.
public sealed interface RawWrite {

    /// It was not there and is now.
    ///
    /// @param raw as written
    record Created(StoredRaw raw) implements RawWrite {}

    /// It was there with the same content: the first write's metadata stand.
    ///
    /// @param raw as first written
    record AlreadyThere(StoredRaw raw) implements RawWrite {}

    /// Something else is there under this key. Nothing was changed.
    ///
    /// @param existing metadata of what is there
    record Conflict(RawImage existing) implements RawWrite {}
}
