package io.darkroom.upload.follow;

/// How far an image has come.
enum ImageState {
    /// It is stored and waits for its processors, or is with them.
    RECEIVED,
    /// Its results are stored.
    PROCESSED,
    /// It ended without results; the failure says why.
    FAILED
}
