package io.darkroom.store;

import io.darkroom.events.ObjectLocation;
import io.darkroom.events.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Single objects: look up, read, write under a condition; with our time-outs and our exceptions.
record S3Objects(S3Client s3, StoreSettings.Timeouts timeouts) {

    private static final int TRIES_IN_A_RACE = 6;
    private static final Duration FIRST_PAUSE_IN_A_RACE = Duration.ofMillis(40);
    private static final int COPY_BUFFER_BYTES = 64 * 1024;

    /// What is known of an object, its checksum included.
    Optional<HeadObjectResponse> head(ObjectLocation location) {
        return find(
                () -> s3.headObject(
                        r -> r.bucket(location.bucket()).key(location.key()).checksumMode(ChecksumMode.ENABLED)),
                S3Failures::isMissing);
    }

    /// The bytes of an object of ours; the caller closes them.
    Optional<StoreStream> open(ObjectLocation location) {
        return find(() -> get(location), S3Failures::isMissing);
    }

    /// The bytes of an object of someone else; the caller closes them.
    Optional<StoreStream> openForeign(ObjectLocation location) {
        return find(() -> get(location), S3Failures::isOutOfReach);
    }

    private StoreStream get(ObjectLocation location) {
        return new StoreStream(s3.getObject(r -> r.bucket(location.bucket()).key(location.key())), timeouts);
    }

    /// Reads an object for its digest.
    Optional<Sha256> digest(ObjectLocation location) throws IOException {
        Optional<StoreStream> found = open(location);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (StoreStream from = found.get()) {
            return Optional.of(copy(from, OutputStream.nullOutputStream()).sha256());
        }
    }

    /// Copies an object's bytes.
    ///
    /// @throws IOException only if the target throws it
    static FetchedRaw copy(StoreStream from, OutputStream to) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[COPY_BUFFER_BYTES];
        long sizeBytes = 0;
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            digest.update(buffer, 0, read);
            sizeBytes += read;
        }
        return new FetchedRaw(sizeBytes, Sha256.ofDigest(digest.digest()));
    }

    /// Writes an object, whatever was there before.
    ///
    /// @return whether the bytes were those that the request's checksum describes; if not, nothing was
    ///     written
    boolean put(PutObjectRequest request, RequestBody body) {
        return find(() -> s3.putObject(patient(request, body), body), S3Failures::isWrongDigest)
                .isPresent();
    }

    /// Writes an object under the request's condition.
    ///
    /// @return whether the condition held and the object was written
    boolean putIf(PutObjectRequest request, RequestBody body) {
        return wins(() -> s3.putObject(patient(request, body), body));
    }

    private PutObjectRequest patient(PutObjectRequest request, RequestBody body) {
        return request.toBuilder()
                .overrideConfiguration(patience(body.optionalContentLength().orElse(0L)))
                .build();
    }

    /// The time-outs of a call that moves so many bytes.
    Consumer<AwsRequestOverrideConfiguration.Builder> patience(long sizeBytes) {
        return configuration -> configuration
                .apiCallAttemptTimeout(timeouts.attempt(sizeBytes))
                .apiCallTimeout(timeouts.call(sizeBytes));
    }

    private static <T> Optional<T> find(Supplier<T> call, Predicate<AwsServiceException> meansAbsent) {
        try {
            return Optional.of(call.get());
        } catch (AwsServiceException e) {
            if (meansAbsent.test(e)) {
                return Optional.empty();
            }
            throw S3Failures.translate(e);
        } catch (SdkException e) {
            throw S3Failures.translate(e);
        }
    }

    /// Does a conditional write; does it again while S3 says that another write is just passing it.
    ///
    /// @return false if the condition does not hold
    boolean wins(Runnable write) {
        for (int tries = 1; ; tries++) {
            try {
                write.run();
                return true;
            } catch (AwsServiceException e) {
                if (S3Failures.isConditionUnmet(e)) {
                    return false;
                }
                if (!S3Failures.isPassedByAnother(e) || tries == TRIES_IN_A_RACE) {
                    throw S3Failures.translate(e);
                }
                pause(FIRST_PAUSE_IN_A_RACE.multipliedBy(1L << (tries - 1)), e);
            } catch (SdkException e) {
                throw S3Failures.translate(e);
            }
        }
    }

    private static void pause(Duration duration, AwsServiceException reason) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw S3Failures.translate(reason);
        }
    }
}
