package io.darkroom.events;

/// The door an image came in by.
public enum Channel {
    /// A customer's upload over REST.
    UPLOAD,
    /// The external app's Kafka stream.
    STREAM
}
