package io.darkroom.upload.intake;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.Fault;
import io.darkroom.events.ImageId;
import io.darkroom.upload.UploadProperties;
import io.darkroom.upload.intake.FormAnswer.OfFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Takes in the files of a form, one after the other. A bad file does not hold up those after it; what is wrong with
/// the form, its sender or ourselves ends it.
@Component
class FormIntake {

    private static final Logger LOG = LoggerFactory.getLogger(FormIntake.class);

    private final ImageIntake intake;
    private final UploadMeters meters;
    private final int maxFiles;

    FormIntake(ImageIntake intake, UploadMeters meters, UploadProperties properties) {
        this.intake = intake;
        this.meters = meters;
        this.maxFiles = properties.maxFiles();
    }

    /// @param ids what the files are to be called, by their place
    /// @throws FailureException if the form holds no file
    FormAnswer accept(CustomerId customer, IntFunction<ImageId> ids, FormFiles files) {
        List<OfFile> images = new ArrayList<>();
        try {
            for (Optional<FormFile> file = files.next(); file.isPresent(); file = files.next()) {
                requireRoom(images.size());
                OfFile image = accept(customer, ids.apply(images.size()), file.get());
                images.add(image);
                if (image.failure() != null && endsForm(image.failure().code())) {
                    return new FormAnswer(images, false);
                }
            }
        } catch (FailureException e) {
            images.add(refused(null, e));
            return new FormAnswer(images, false);
        }
        if (images.isEmpty()) {
            throw new FailureException(FailureCode.EMPTY, "The form holds no file.");
        }
        return new FormAnswer(images, true);
    }

    private OfFile accept(CustomerId customer, ImageId imageId, FormFile file) {
        try {
            ContentDigest digest = ContentDigest.parse(file.contentDigest());
            return OfFile.accepted(
                    intake.accept(new IncomingImage(customer, imageId, file.fileName(), digest, file.bytes())));
        } catch (FailureException e) {
            return refused(file.fileName(), e);
        }
    }

    private OfFile refused(@Nullable String fileName, FailureException failure) {
        meters.refused(failure.code());
        if (failure.code().fault() != Fault.SENDER) {
            LOG.atWarn()
                    .setCause(failure)
                    .addKeyValue("code", failure.code())
                    .log("a form could not be taken in whole");
        }
        return OfFile.refused(fileName, failure);
    }

    private void requireRoom(int index) {
        if (index == maxFiles) {
            throw new FailureException(FailureCode.TOO_LARGE, "A form may hold at most " + maxFiles + " files.");
        }
    }

    private static boolean endsForm(FailureCode code) {
        return code.fault() != Fault.SENDER || code == FailureCode.TOO_SLOW || code == FailureCode.INVALID_EVENT;
    }
}
