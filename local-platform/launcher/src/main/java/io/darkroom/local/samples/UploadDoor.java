package io.darkroom.local.samples;

import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/// Sends samples as a customer's app does over REST.
final class UploadDoor {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final SampleDoors doors;
    private final PatientHttp http;
    private final AccessTokens tokens;

    UploadDoor(SampleDoors doors, PatientHttp http, AccessTokens tokens) {
        this.doors = doors;
        this.http = http;
        this.tokens = tokens;
    }

    ImageId send(Sample sample) {
        byte[] bytes = sample.bytes().get();
        Sha256 digest = Sha256.of(bytes);
        HttpRequest request = HttpRequest.newBuilder(doors.gateway().resolve("/v1/images"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + tokens.of(sample.customerId()))
                .header("Idempotency-Key", "\"" + SampleName.of(sample, digest) + "\"")
                .header("Content-Type", sample.mediaType())
                .header("Content-Digest", "sha-256=:" + digest.base64() + ":")
                .header("Content-Disposition", "attachment; filename=\"" + sample.fileName() + "\"")
                .POST(BodyPublishers.ofByteArray(bytes))
                .build();
        HttpResponse<String> answer = http.send(request, "a receipt for " + sample.fileName());
        if (answer.statusCode() != 202) {
            throw new SampleFailedException(
                    "The upload of %s was refused: HTTP %d %s"
                            .formatted(sample.fileName(), answer.statusCode(), answer.body()),
                    null);
        }
        return ImageId.parse(
                JsonMapper.shared().readTree(answer.body()).path("id").asString());
    }
}
