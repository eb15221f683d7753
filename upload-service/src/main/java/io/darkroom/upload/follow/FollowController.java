package io.darkroom.upload.follow;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import io.darkroom.support.Caller;
import io.darkroom.support.ProblemException;
import io.darkroom.upload.ImageLinks;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /v1/images/{id}` and below. What is not there, another customer's and what is no id at all answer alike.
@RestController
class FollowController implements FollowOperations {

    private static final int MOST_AT_ONCE = 100;

    private final ImageLookup images;
    private final Clock clock;

    FollowController(ImageLookup images, Clock clock) {
        this.images = images;
        this.clock = clock;
    }

    @Override
    @GetMapping(ImageLinks.IMAGES)
    public ImageBatch images(Caller caller, @RequestParam List<String> id) {
        CustomerId customer = caller.requireCustomer();
        if (id.size() > MOST_AT_ONCE) {
            throw new FailureException(
                    FailureCode.INVALID_EVENT, "Ask for at most " + MOST_AT_ONCE + " images at once.");
        }
        List<String> asked = id.stream().distinct().toList();
        Map<String, ImageView> found = images.findAll(
                customer, asked.stream().flatMap(text -> parse(text).stream()).toList());
        return new ImageBatch(
                asked.stream().map(found::get).filter(Objects::nonNull).toList(),
                asked.stream().filter(text -> !found.containsKey(text)).toList());
    }

    @Override
    @DeleteMapping(ImageLinks.IMAGES + "/{id}")
    public ResponseEntity<Void> delete(Caller caller, @PathVariable String id) {
        CustomerId customer = caller.requireCustomer();
        Instant keptUntil =
                require(id, imageId -> images.find(customer, imageId)).retainedUntil();
        if (keptUntil == null || clock.instant().isBefore(keptUntil)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT.value(),
                    "RETAINED",
                    keptUntil == null
                            ? "The image has not come to its end. It is kept for a while from then on."
                            : "The image is kept until " + keptUntil + ", and deleted by itself soon after.");
        }
        return ResponseEntity.accepted().build();
    }

    @Override
    @GetMapping(ImageLinks.IMAGES + "/{id}")
    public ImageView image(Caller caller, @PathVariable String id) {
        var customer = caller.requireCustomer();
        return require(id, imageId -> images.find(customer, imageId));
    }

    @Override
    @GetMapping(ImageLinks.IMAGES + "/{id}/results/{name}")
    public ResponseEntity<Void> result(Caller caller, @PathVariable String id, @PathVariable String name) {
        var customer = caller.requireCustomer();
        return redirect(require(id, imageId -> images.linkToResult(customer, imageId, name)));
    }

    @Override
    @GetMapping(ImageLinks.IMAGES + "/{id}/original")
    public ResponseEntity<Void> original(Caller caller, @PathVariable String id) {
        var customer = caller.requireCustomer();
        return redirect(require(id, imageId -> images.linkToOriginal(customer, imageId)));
    }

    private static ResponseEntity<Void> redirect(URI link) {
        return ResponseEntity.status(HttpStatus.FOUND).location(link).build();
    }

    private static <T> T require(String id, Function<ImageId, Optional<T>> lookUp) {
        return parse(id)
                .flatMap(lookUp)
                .orElseThrow(() -> new FailureException(
                        FailureCode.RAW_MISSING, "There is no such image or result, or it is not kept any more."));
    }

    private static Optional<ImageId> parse(String id) {
        try {
            return Optional.of(ImageId.parse(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
