package io.darkroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the S3 adapter makes of answers that S3 gives rarely.
class S3ImageStoreTest {

    private static final String UPLOAD_BEGUN =
            "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>";
    private static final String UPLOAD_COMPLETE =
            "<CompleteMultipartUploadResult><ETag>\"e\"</ETag></CompleteMultipartUploadResult>";

    private final CustomerId customer = new CustomerId("acme");
    private final RawImage image =
            new RawImage(customer, ImageId.random(), Channel.UPLOAD, Instant.EPOCH, "image/png", null, Map.of());

    private ScriptedS3 s3;
    private S3ImageStore store;

    @BeforeEach
    void open() throws IOException {
        s3 = new ScriptedS3();
        store = s3.store();
    }

    @AfterEach
    void close() {
        store.close();
        s3.close();
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied",
        "403, SignatureDoesNotMatch",
        "403, InvalidAccessKeyId",
        "403, RequestTimeTooSkewed",
        "400, ExpiredToken",
        "400, AuthorizationHeaderMalformed",
        "400, KMS.DisabledException",
        "400, BadDigest",
        "404, NoSuchBucket",
        "301, PermanentRedirect",
    })
    void holdsNoImageResponsibleForAWrongSetting(int status, String code) {
        s3.thenError(status, code).thenError(status, code).thenError(status, code);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.findManifest(customer, image.imageId()));
    }

    @ParameterizedTest
    @CsvSource({"500, InternalError", "503, SlowDown", "429, TooManyRequests", "400, RequestTimeout"})
    void triesAgainWhenS3SaysSo(int status, String code) throws Exception {
        s3.thenError(status, code).thenError(status, code).then(200, "", Map.of("ETag", "\"e\""));

        assertThat(store.putRaw(image, new EndlessBytes(1, 10))).isInstanceOf(RawWrite.Created.class);
    }

    @Test
    void holdsNoImageResponsibleForARefusalWithoutAReason() {
        // An answer to HEAD has no body: an expired token looks like this.
        s3.then(400, "").then(400, "").then(400, "");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.findRaw(customer, image.imageId()));
    }

    @Test
    void callsARequestThatS3DoesNotUnderstandADefectOfOurs() {
        s3.thenError(400, "InvalidRequest");

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> store.putRaw(image, new EndlessBytes(1, 10)))
                .extracting(FailureException::code)
                .isEqualTo(FailureCode.INTERNAL);
    }

    @Test
    void repeatsAWriteThatAnotherPasses() throws Exception {
        s3.thenError(409, "ConditionalRequestConflict")
                .thenError(409, "ConditionalRequestConflict")
                .then(200, "", Map.of("ETag", "\"e\""));

        assertThat(store.putRaw(image, new EndlessBytes(1, 10))).isInstanceOf(RawWrite.Created.class);
    }

    @Test
    void givesUpOnAWriteThatIsPassedForEver() {
        for (int i = 0; i < 10; i++) {
            s3.thenError(409, "ConditionalRequestConflict");
        }

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.putRaw(image, new EndlessBytes(1, 10)));
    }

    @Test
    void recognisesItsOwnWriteWhoseAnswerWasLost() throws Exception {
        byte[] content = EndlessBytes.array(1, 10);
        s3.thenError(500, "InternalError")
                .thenError(412, "PreconditionFailed")
                .then(
                        200,
                        "",
                        Map.of(
                                "Content-Length", "10",
                                "Content-Type", "image/png",
                                "x-amz-checksum-sha256", Sha256.of(content).base64(),
                                "x-amz-meta-channel", "UPLOAD",
                                "x-amz-meta-received-at", "1970-01-01T00:00:00Z"));

        RawWrite write = store.putRaw(image, new EndlessBytes(1, 10));

        assertThat(write)
                .isInstanceOfSatisfying(
                        RawWrite.AlreadyThere.class,
                        there -> assertThat(there.raw().image()).isEqualTo(image));
    }

    @Test
    void endsAMultipartUploadWhosePartFails() {
        s3.then(200, UPLOAD_BEGUN).thenError(403, "AccessDenied").then(204, "");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.putRaw(image, new EndlessBytes(1, RawWriter.PART_BYTES + 1)));

        assertThat(s3.requests()).containsExactly("POST uploads", "PUT partNumber=1&uploadId=u1", "DELETE uploadId=u1");
    }

    @Test
    void endsAMultipartUploadThatCannotBeCompleted() {
        s3.then(200, UPLOAD_BEGUN)
                .then(200, "", Map.of("ETag", "\"1\""))
                .then(200, "", Map.of("ETag", "\"2\""))
                .thenError(403, "AccessDenied")
                .then(204, "");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.putRaw(image, new EndlessBytes(1, RawWriter.PART_BYTES + 1)));

        assertThat(s3.requests()).last().isEqualTo("DELETE uploadId=u1");
    }

    @Test
    void repeatsACompletionThatAnotherWritePasses() throws Exception {
        s3.then(200, UPLOAD_BEGUN)
                .then(200, "", Map.of("ETag", "\"1\""))
                .then(200, "", Map.of("ETag", "\"2\""))
                .thenError(409, "ConditionalRequestConflict")
                .then(200, UPLOAD_COMPLETE);

        assertThat(store.putRaw(image, new EndlessBytes(1, RawWriter.PART_BYTES + 1)))
                .isInstanceOf(RawWrite.Created.class);
    }

    @Test
    void saysThatTheStoreIsAwayWhenItLostAnUploadItWasToComplete() {
        s3.then(200, UPLOAD_BEGUN)
                .then(200, "", Map.of("ETag", "\"1\""))
                .then(200, "", Map.of("ETag", "\"2\""))
                .thenError(404, "NoSuchUpload")
                .then(404, "")
                .then(204, "");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.putRaw(image, new EndlessBytes(1, RawWriter.PART_BYTES + 1)));
    }

    @Test
    void saysThatTheStoreIsAwayWhenAnObjectEndsTooSoon() throws Exception {
        s3.thenCut("only this", 20);

        try (InputStream bytes = store.open(new ObjectLocation("inbox", "a")).orElseThrow()) {
            assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(bytes::readAllBytes);
        }
    }

    @Test
    void leavesNoFileOfAnOriginalThatEndsTooSoon(@TempDir Path directory) {
        s3.thenCut("only this", 20);
        Path target = directory.resolve("original");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.fetchRaw(customer, image.imageId(), target));

        assertThat(target).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied",
        "404, NoSuchBucket",
        "404, NoSuchKey",
        "403, InvalidObjectState",
        "400, KeyTooLongError"
    })
    void opensNothingThatIsOutOfReach(int status, String code) {
        s3.thenError(status, code);

        assertThat(store.open(new ObjectLocation("inbox", "a"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403, SignatureDoesNotMatch", "400, ExpiredToken", "503, SlowDown"})
    void doesNotTakeAnOutageForAnAbsentObject(int status, String code) {
        s3.thenError(status, code).thenError(status, code).thenError(status, code);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.open(new ObjectLocation("inbox", "a")));
    }

    @Test
    void linksToTheAddressThatBrowsersUse() {
        try (S3ImageStore behindAProxy = S3ImageStore.open(new StoreSettings(
                URI.create("http://s3:9090"),
                URI.create("https://images.example:8443"),
                null,
                true,
                null,
                null,
                null,
                new StoreSettings.Credentials("access", "canary"),
                null,
                null))) {
            URI link = behindAProxy.link(image.key(), Duration.ofMinutes(5), "a \"b\"\r\nc.png");

            assertThat(link).hasScheme("https").hasAuthority("images.example:8443");
            assertThat(link.getPath()).isEqualTo("/darkroom-raw/" + image.key().path());
            assertThat(link.getQuery())
                    .contains("X-Amz-Expires=300", "response-content-disposition=attachment; filename=\"a _b___c.png\"")
                    .doesNotContain("canary");
        }
    }
}
