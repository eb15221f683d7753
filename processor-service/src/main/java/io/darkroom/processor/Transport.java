package io.darkroom.processor;

/// How image code is reached.
enum Transport {
    /// A long-lived program that speaks the worker protocol.
    WORKER,
    /// A program that is run once per image.
    COMMAND,
    /// An endpoint that takes the bytes.
    HTTP
}
