package io.darkroom.store;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/// Turns the SDK's exceptions into ours: the one place that decides what an answer of S3 means.
///
/// Whatever is wrong with the store, its credentials or its settings is [StoreUnavailableException]: someone will
/// put it right, and no image may fail for it. Only a request that S3 calls malformed is a defect of ours.
final class S3Failures {

    // Repeating such a request cannot help. Other answers of 400 are about credentials, regions, keys and the network;
    // and
    // an answer to HEAD has no code at all.
    private static final Set<String> MALFORMED = Set.of(
            "EntityTooLarge",
            "EntityTooSmall",
            "InvalidArgument",
            "InvalidDigest",
            "InvalidPart",
            "InvalidPartOrder",
            "InvalidRequest",
            "InvalidURI",
            "KeyTooLongError",
            "MalformedXML",
            "MetadataTooLarge",
            "MethodNotAllowed",
            "MissingContentLength",
            "NotImplemented");
    private static final Set<String> OUT_OF_REACH = Set.of(
            "AccessDenied",
            "AllAccessDisabled",
            "InvalidBucketName",
            "InvalidObjectState",
            "InvalidURI",
            "KeyTooLongError",
            "NoSuchBucket",
            "NoSuchKey",
            "PermanentRedirect");
    private static final Set<String> WRONG_DIGEST =
            Set.of("BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch");

    private S3Failures() {}

    /// Calls S3.
    ///
    /// @throws FailureException in place of any exception of the SDK
    static <T> T calling(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw translate(e);
        }
    }

    static FailureException translate(SdkException e) {
        if (e instanceof AbortedException) {
            Thread.currentThread().interrupt();
        }
        return e instanceof AwsServiceException answer && MALFORMED.contains(codeOf(answer))
                ? new FailureException(FailureCode.INTERNAL, "Something went wrong on our side.", e)
                : new StoreUnavailableException(e);
    }

    /// A conditional write came too late: something else is there, or what was to be replaced is gone.
    static boolean isConditionUnmet(AwsServiceException e) {
        return e.statusCode() == 412 || isMissing(e);
    }

    /// Two writes pass each other just now; S3 asks for this one to be repeated.
    static boolean isPassedByAnother(AwsServiceException e) {
        return e.statusCode() == 409;
    }

    /// There is no such object. A bucket that is not there is another matter: that is a wrong setting.
    static boolean isMissing(AwsServiceException e) {
        return e.statusCode() == 404 && !codeOf(e).equals("NoSuchBucket");
    }

    /// An object that someone referred to is not there or not for us.
    static boolean isOutOfReach(AwsServiceException e) {
        return OUT_OF_REACH.contains(codeOf(e));
    }

    /// The bytes that came are not those that the digest describes.
    static boolean isWrongDigest(AwsServiceException e) {
        return e.statusCode() == 400 && WRONG_DIGEST.contains(codeOf(e));
    }

    private static String codeOf(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
}
