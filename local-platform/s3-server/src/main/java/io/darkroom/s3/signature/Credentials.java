package io.darkroom.s3.signature;

/// The one pair of keys that the server knows, and the region that it plays.
public record Credentials(String accessKeyId, String secretAccessKey, String region) {

    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + ", " + region + "]";
    }
}
