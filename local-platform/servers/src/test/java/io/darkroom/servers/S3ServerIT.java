package io.darkroom.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

class S3ServerIT {

    private static final String BUCKET = LocalBuckets.RAW;
    private static final int PART_BYTES = 5 * 1024 * 1024;

    @TempDir
    static Path directory;

    private static S3Server server;
    private static S3Client client;

    @BeforeAll
    static void start() {
        server = new S3Server(directory, 0);
        server.start();
        LocalBuckets.create(server);
        client = server.client();
    }

    @AfterAll
    static void end() {
        client.close();
        server.kill();
    }

    @Test
    void returnsWhatWasPutWithItsMetadata() {
        byte[] bytes = bytes(3_000_000);

        client.putObject(
                request -> request.bucket(BUCKET)
                        .key("a/b c+ü~(1).jpg")
                        .contentType("image/jpeg")
                        .metadata(Map.of("customer", "acme")),
                RequestBody.fromBytes(bytes));

        ResponseBytes<GetObjectResponse> object = get("a/b c+ü~(1).jpg");
        assertThat(object.asByteArray()).isEqualTo(bytes);
        assertThat(object.response().contentType()).isEqualTo("image/jpeg");
        assertThat(object.response().metadata()).containsEntry("customer", "acme");
    }

    @Test
    void keepsOneKeyApartFromAnotherBelowIt() {
        put("x", "one");
        put("x/y", "two");

        assertThat(get("x").asUtf8String()).isEqualTo("one");
        assertThat(get("x/y").asUtf8String()).isEqualTo("two");
    }

    @Test
    void returnsARange() {
        put("range", "0123456789");

        ResponseBytes<GetObjectResponse> part = client.getObjectAsBytes(
                request -> request.bucket(BUCKET).key("range").range("bytes=2-4"));

        assertThat(part.asUtf8String()).isEqualTo("234");
        assertThat(part.response().contentRange()).isEqualTo("bytes 2-4/10");
    }

    @Test
    void remembersTheChecksumThatTheWriterChose() throws Exception {
        byte[] bytes = bytes(100_000);
        String sha256 = sha256(bytes);

        client.putObject(
                request -> request.bucket(BUCKET).key("sum").checksumSHA256(sha256), RequestBody.fromBytes(bytes));
        client.putObject(
                request -> request.bucket(BUCKET).key("trailing").checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(bytes));

        assertThat(head("sum").checksumSHA256()).isEqualTo(sha256);
        assertThat(head("trailing").checksumSHA256()).isEqualTo(sha256);
    }

    @Test
    void refusesBytesThatAreNotThoseOfTheDeclaredChecksum() throws Exception {
        String other = sha256("other".getBytes(UTF_8));

        S3Exception refused = catchThrowableOfType(
                S3Exception.class,
                () -> client.putObject(
                        request -> request.bucket(BUCKET).key("lie").checksumSHA256(other),
                        RequestBody.fromString("these")));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("BadDigest");
        assertAbsent("lie");
    }

    @Test
    void refusesATrailingChecksumThatIsWrong() throws Exception {
        String body = "5\r\nhello\r\n0\r\nx-amz-checksum-sha256:" + sha256("jello".getBytes(UTF_8)) + "\r\n\r\n";
        HttpResponse<String> refused = sendSigned(
                "trailing-lie",
                body,
                Map.of(
                        "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                        "x-amz-decoded-content-length", "5",
                        "x-amz-trailer", "x-amz-checksum-sha256",
                        "content-encoding", "aws-chunked"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("BadDigest");
        assertAbsent("trailing-lie");
    }

    @Test
    void refusesABodyThatIsNotTheSignedOne() throws Exception {
        HttpResponse<String> refused =
                sendSigned("swapped", "swapped", Map.of("x-amz-content-sha256", HandSigner.hash("signed")));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("XAmzContentSHA256Mismatch");
        assertAbsent("swapped");
    }

    @Test
    void refusesABodyThatOnlyASignedChecksumDescribesAndThatIsNotThatOne() throws Exception {
        HttpResponse<String> refused = sendSigned(
                "unsigned",
                "swapped",
                Map.of(
                        "x-amz-content-sha256",
                        "UNSIGNED-PAYLOAD",
                        "x-amz-checksum-sha256",
                        sha256("signed".getBytes(UTF_8))));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("BadDigest");
        assertAbsent("unsigned");
    }

    @Test
    void refusesAChunkWhoseSignatureIsWrong() throws Exception {
        String body =
                "5;chunk-signature=" + "0".repeat(64) + "\r\nhello\r\n0;chunk-signature=" + "0".repeat(64) + "\r\n\r\n";

        HttpResponse<String> refused = sendSigned(
                "chunk",
                body,
                Map.of(
                        "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "x-amz-decoded-content-length", "5",
                        "content-encoding", "aws-chunked"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("SignatureDoesNotMatch");
        assertAbsent("chunk");
    }

    @Test
    void letsOneOfManyRacingWritersWin() throws Exception {
        int writers = 16;
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < writers; writer++) {
                String content = "writer " + writer;
                outcomes.add(threads.submit(() -> {
                    go.await();
                    return status(() -> client.putObject(
                            request -> request.bucket(BUCKET).key("race").ifNoneMatch("*"),
                            RequestBody.fromString(content)));
                }));
            }
            go.countDown();
        }

        List<Integer> statuses = outcomes.stream().map(Future::resultNow).toList();
        assertThat(statuses).containsOnly(200, 412);
        assertThat(statuses).containsOnlyOnce(200);
        int winner = statuses.indexOf(200);
        assertThat(get("race").asUtf8String()).isEqualTo("writer " + winner);
    }

    @Test
    void replacesAnObjectOnlyIfItIsStillTheOneThatWasRead() {
        String first = put("guarded", "first");
        String second = client.putObject(
                        request -> request.bucket(BUCKET).key("guarded").ifMatch(first),
                        RequestBody.fromString("second"))
                .eTag();

        int late = status(() -> client.putObject(
                request -> request.bucket(BUCKET).key("guarded").ifMatch(first), RequestBody.fromString("late")));
        int absent = status(() -> client.putObject(
                request -> request.bucket(BUCKET).key("never").ifMatch(first), RequestBody.fromString("late")));

        assertThat(second).isNotEqualTo(first);
        assertThat(late).isEqualTo(412);
        assertThat(absent).isEqualTo(404);
        assertThat(get("guarded").asUtf8String()).isEqualTo("second");
    }

    @Test
    void assemblesPartsWithACompositeChecksum() {
        byte[] one = bytes(PART_BYTES);
        byte[] two = bytes(1_000);
        String id = begin("assembled");

        List<CompletedPart> parts = List.of(upload("assembled", id, 1, one), upload("assembled", id, 2, two));
        complete("assembled", id, parts);

        byte[] whole = get("assembled").asByteArray();
        assertThat(whole).startsWith(one).endsWith(two).hasSize(one.length + two.length);
        assertThat(head("assembled").eTag()).endsWith("-2\"");
        assertThat(head("assembled").checksumSHA256()).endsWith("-2");
    }

    @Test
    void leavesTheWinnerAloneWhenALosingUploadIsAborted() {
        String id = begin("contested");
        List<CompletedPart> parts = List.of(upload("contested", id, 1, bytes(10)));
        put("contested", "winner");

        int status = status(() -> complete("contested", id, parts));
        client.abortMultipartUpload(
                request -> request.bucket(BUCKET).key("contested").uploadId(id));

        assertThat(status).isEqualTo(412);
        assertThat(get("contested").asUtf8String()).isEqualTo("winner");
    }

    @Test
    void saysTheSameWhenACompletionIsRepeated() {
        String id = begin("twice");
        List<CompletedPart> parts = List.of(upload("twice", id, 1, bytes(10)));

        complete("twice", id, parts);

        assertThat(status(() -> complete("twice", id, parts))).isEqualTo(200);
    }

    @Test
    void refusesPartsThatAreTooSmall() {
        String id = begin("small");
        List<CompletedPart> parts = List.of(upload("small", id, 1, bytes(10)), upload("small", id, 2, bytes(10)));

        S3Exception refused = catchThrowableOfType(S3Exception.class, () -> complete("small", id, parts));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("EntityTooSmall");
        assertThat(client.listMultipartUploads(request -> request.bucket(BUCKET).prefix("small"))
                        .uploads())
                .hasSize(1);
    }

    @Test
    void listsKeysInOrderAndInPages() {
        List<String> keys =
                IntStream.range(0, 25).mapToObj("list/%02d"::formatted).toList();
        keys.forEach(key -> put(key, key));

        List<String> listed = client
                .listObjectsV2Paginator(
                        request -> request.bucket(BUCKET).prefix("list/").maxKeys(10))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();

        assertThat(listed).isEqualTo(keys);
    }

    @Test
    void groupsKeysByADelimiter() {
        List.of("tree/a/1", "tree/a/2", "tree/b/1", "tree/c").forEach(key -> put(key, key));

        var pages = client.listObjectsV2Paginator(
                request -> request.bucket(BUCKET).prefix("tree/").delimiter("/").maxKeys(1));

        assertThat(pages.commonPrefixes().stream().map(each -> each.prefix())).containsExactly("tree/a/", "tree/b/");
        assertThat(pages.contents().stream().map(S3Object::key)).containsExactly("tree/c");
    }

    @Test
    void deletesManyAtOnce() {
        put("gone/1", "1");
        put("gone/2", "2");

        client.deleteObjects(request -> request.bucket(BUCKET)
                .delete(all -> all.objects(
                        ObjectIdentifier.builder().key("gone/1").build(),
                        ObjectIdentifier.builder().key("gone/2").build())));

        assertAbsent("gone/1");
        assertAbsent("gone/2");
    }

    @Test
    void returnsItsLifecycleRules() {
        var rules = client.getBucketLifecycleConfiguration(request -> request.bucket(BUCKET))
                .rules();

        assertThat(rules).hasSize(2);
        assertThat(rules.getFirst().expiration().days()).isEqualTo(LocalBuckets.RETENTION_DAYS);
        assertThat(rules.getLast().abortIncompleteMultipartUpload().daysAfterInitiation())
                .isEqualTo(1);
    }

    @Test
    void refusesWhoeverHasNoKeyOrTheWrongOne() {
        put("secret", "secret");

        assertRefused(AnonymousCredentialsProvider.create(), "AccessDenied");
        assertRefused(credentials(S3Server.ACCESS_KEY, "guess"), "SignatureDoesNotMatch");
        assertRefused(credentials("nobody", S3Server.SECRET_KEY), "InvalidAccessKeyId");
    }

    @Test
    void servesALinkUntilItExpiresAndNoOtherObjectByIt() throws Exception {
        put("linked", "linked");
        put("unlinked", "unlinked");
        URI link = link("linked", Duration.ofMinutes(10));
        URI shortLived = link("linked", Duration.ofSeconds(1));

        assertThat(fetch(link).body()).isEqualTo("linked");
        assertThat(fetch(link).headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"a b.jpg\"");
        URI moved = URI.create(link.toString().replace("/linked?", "/unlinked?"));
        assertThat(fetch(moved).statusCode()).isEqualTo(403);
        URI longer = URI.create(link.toString().replace("X-Amz-Expires=600", "X-Amz-Expires=601"));
        assertThat(fetch(longer).statusCode()).isEqualTo(403);
        Thread.sleep(Duration.ofMillis(2_100));
        assertThat(fetch(shortLived).statusCode()).isEqualTo(403);
        assertThat(fetch(shortLived).body()).contains("expired");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        S3Exception refused = catchThrowableOfType(
                S3Exception.class,
                () -> client.putBucketVersioning(request ->
                        request.bucket(BUCKET).versioningConfiguration(versioning -> versioning.status("Enabled"))));

        assertThat(refused.statusCode()).isEqualTo(501);
    }

    @Test
    void keepsEveryAcknowledgedObjectWhenItIsKilledWhileBusy(@TempDir Path own) throws Exception {
        S3Server killed = new S3Server(own, 0);
        killed.start();
        LocalBuckets.create(killed);
        List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> writing = new ArrayList<>();
        byte[] content = bytes(200_000);
        try (S3Client busy = killed.client();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 8; writer++) {
                String prefix = "w" + writer + "/";
                writing.add(threads.submit(() -> {
                    for (int number = 0; killed.isAlive(); number++) {
                        String key = prefix + number;
                        busy.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
                        acknowledged.add(key);
                    }
                    return null;
                }));
            }
            await().atMost(Duration.ofMinutes(4)).until(() -> acknowledged.size() > 100);
            killed.kill();
        }
        assertThat(writing).allMatch(Future::isDone);

        killed.start();

        try (S3Client after = killed.client()) {
            for (String key : List.copyOf(acknowledged)) {
                assertThat(after.getObjectAsBytes(
                                        request -> request.bucket(BUCKET).key(key))
                                .asByteArray())
                        .isEqualTo(content);
            }
            assertThat(after.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents().stream())
                    .allMatch(object -> object.size() == content.length)
                    .extracting(S3Object::key)
                    .containsAll(acknowledged);
        } finally {
            killed.kill();
        }
    }

    private static String put(String key, String content) {
        return client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content))
                .eTag();
    }

    private static ResponseBytes<GetObjectResponse> get(String key) {
        return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key));
    }

    private static HeadObjectResponse head(String key) {
        return client.headObject(request -> request.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    private static void assertAbsent(String key) {
        assertThatThrownBy(() -> head(key)).isInstanceOf(NoSuchKeyException.class);
    }

    private static String begin(String key) {
        return client.createMultipartUpload(
                        request -> request.bucket(BUCKET).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
    }

    private static CompletedPart upload(String key, String id, int number, byte[] bytes) {
        var part = client.uploadPart(
                request -> request.bucket(BUCKET)
                        .key(key)
                        .uploadId(id)
                        .partNumber(number)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(bytes));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(part.eTag())
                .checksumSHA256(part.checksumSHA256())
                .build();
    }

    private static Object complete(String key, String id, List<CompletedPart> parts) {
        return client.completeMultipartUpload(request -> request.bucket(BUCKET)
                .key(key)
                .uploadId(id)
                .ifNoneMatch("*")
                .multipartUpload(upload -> upload.parts(parts)));
    }

    private static int status(Callable<?> call) {
        try {
            call.call();
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static AwsCredentialsProvider credentials(String accessKey, String secretKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    private static void assertRefused(AwsCredentialsProvider credentials, String code) {
        try (S3Client stranger = S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(S3Server.REGION))
                .forcePathStyle(true)
                .credentialsProvider(credentials)
                .build()) {
            S3Exception get = catchThrowableOfType(
                    S3Exception.class,
                    () -> stranger.getObjectAsBytes(
                            request -> request.bucket(BUCKET).key("secret")));
            S3Exception put = catchThrowableOfType(
                    S3Exception.class,
                    () -> stranger.putObject(
                            request -> request.bucket(BUCKET).key("secret"), RequestBody.fromString("changed")));

            assertThat(get.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(get.statusCode()).isEqualTo(403);
            assertThat(put.statusCode()).isEqualTo(403);
        }
        assertThat(get("secret").asUtf8String()).isEqualTo("secret");
    }

    private static URI link(String key, Duration validFor) throws Exception {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(S3Server.REGION))
                .credentialsProvider(credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            PresignedGetObjectRequest link = presigner.presignGetObject(request -> request.signatureDuration(validFor)
                    .getObjectRequest(get -> get.bucket(BUCKET)
                            .key(key)
                            .responseContentDisposition("attachment; filename=\"a b.jpg\"")));
            return link.url().toURI();
        }
    }

    private static HttpResponse<String> fetch(URI uri) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    /// Signs a PUT as a client would, and sends a body of the caller's choice with it.
    private static HttpResponse<String> sendSigned(String key, String body, Map<String, String> headers)
            throws Exception {
        URI uri = URI.create(server.endpoint() + "/" + BUCKET + "/" + key);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).PUT(HttpRequest.BodyPublishers.ofString(body));
        HandSigner.sign(uri, headers).forEach(request::header);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
