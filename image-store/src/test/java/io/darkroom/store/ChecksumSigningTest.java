package io.darkroom.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.events.Sha256;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class ChecksumSigningTest {

    private static final AwsCredentialsIdentity CREDENTIALS = AwsCredentialsIdentity.create("access", "secret");
    private static final byte[] BYTES = "an image".getBytes(UTF_8);
    private static final Sha256 DIGEST = Sha256.of(BYTES);
    private static final ContentStreamProvider BODY = ContentStreamProvider.fromByteArray(BYTES);

    @Test
    void signsTheChecksumOfABodyInsteadOfTheBody() {
        SignedRequest signed = sign(SdkHttpMethod.PUT, Map.of("x-amz-checksum-sha256", DIGEST.base64()));

        assertThat(header(signed, "x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
        assertThat(signedHeaders(signed)).contains("x-amz-checksum-sha256", "x-amz-content-sha256", "host");
        assertThat(signed.payload()).contains(BODY);
    }

    @Test
    void signsABodyWithoutAChecksumOverPlainHttp() {
        SignedRequest signed = sign(SdkHttpMethod.PUT, Map.of());

        assertThat(header(signed, "x-amz-content-sha256")).isEqualTo(DIGEST.hex());
    }

    @Test
    void signsABodyWhoseRequestTellsTheChecksumOfSomethingElse() {
        SignedRequest signed = sign(SdkHttpMethod.POST, Map.of("x-amz-checksum-sha256", "c29tZXRoaW5n"));

        assertThat(header(signed, "x-amz-content-sha256")).isEqualTo(DIGEST.hex());
    }

    private static SignedRequest sign(SdkHttpMethod method, Map<String, String> headers) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(method).uri(URI.create("http://localhost/bucket/key"));
        headers.forEach(request::putHeader);
        return new ChecksumSigning()
                .sign(SignRequest.builder(CREDENTIALS)
                        .request(request.build())
                        .payload(BODY)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .build());
    }

    private static String header(SignedRequest signed, String name) {
        return signed.request().firstMatchingHeader(name).orElseThrow();
    }

    private static String[] signedHeaders(SignedRequest signed) {
        return header(signed, "Authorization")
                .replaceFirst(".*SignedHeaders=([^,]*),.*", "$1")
                .split(";", -1);
    }
}
