package io.darkroom.s3.storage;

/// A checksum that an object or a part carries.
///
/// @param value Base64; of a composite one, with a hyphen and the number of parts
/// @param isComposite whether it is the checksum of the parts' checksums
public record ObjectChecksum(ChecksumAlgorithm algorithm, String value, boolean isComposite) {

    /// The protocol's word for the kind.
    public String type() {
        return isComposite ? "COMPOSITE" : "FULL_OBJECT";
    }
}
