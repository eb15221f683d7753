package io.darkroom.s3.signature;

/// What a request's valid signature says about its body.
///
/// @param chunks how the chunks of a streamed body are signed
/// @param payloadHash the declared hash of the body: 64 hexadecimal digits, or one of the protocol's words
public record Authentication(ChunkSigner chunks, String payloadHash) {

    /// The body is not covered by the signature.
    public static final String UNSIGNED = "UNSIGNED-PAYLOAD";
}
