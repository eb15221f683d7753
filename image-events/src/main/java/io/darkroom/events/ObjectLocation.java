package io.darkroom.events;

/// Where an object lies.
///
/// @param bucket the bucket's name
/// @param key the object key
public record ObjectLocation(String bucket, String key) {

    /// @throws IllegalArgumentException if either is empty
    public ObjectLocation {
        if (bucket.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException("an object location has a bucket and a key");
        }
    }
}
