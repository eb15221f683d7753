package io.darkroom.store;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthScheme;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/// Signature version 4 that digests no body twice. A write that carries the SHA-256 of its body has that header signed,
/// and the store holds the body against it: nobody can change either. So the body itself need not be signed as well,
/// which the SDK leaves out over HTTPS, but over plain HTTP insists on, at the price of another SHA-256 of every byte.
final class ChecksumSigning implements AuthScheme<AwsCredentialsIdentity>, HttpSigner<AwsCredentialsIdentity> {

    private static final String CHECKSUM = "x-amz-checksum-sha256";

    private final AwsV4AuthScheme scheme = AwsV4AuthScheme.create();

    @Override
    public String schemeId() {
        return scheme.schemeId();
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return scheme.identityProvider(providers);
    }

    @Override
    public HttpSigner<AwsCredentialsIdentity> signer() {
        return this;
    }

    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
        return carriesChecksum(request) ? signHeaders(request) : scheme.signer().sign(request);
    }

    // Of other methods than PUT the checksum is not that of the body.
    private static boolean carriesChecksum(SignRequest<?> request) {
        return request.request().method() == SdkHttpMethod.PUT
                && request.request().firstMatchingHeader(CHECKSUM).isPresent();
    }

    // Without a body in sight, the signer does not mind that it is not signed.
    private <T extends AwsCredentialsIdentity> SignedRequest signHeaders(SignRequest<T> request) {
        SignRequest<T> headers =
                request.copy(r -> r.payload(null).putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false));
        return SignedRequest.builder()
                .request(scheme.signer().sign(headers).request())
                .payload(request.payload().orElse(null))
                .build();
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        return scheme.signer().signAsync(request);
    }
}
