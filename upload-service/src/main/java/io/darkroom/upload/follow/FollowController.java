package io.darkroom.upload.follow;

import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageId;
import io.darkroom.support.Caller;
import io.darkroom.upload.ImageLinks;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `GET /v1/images/{id}` and below. What is not there, another customer's and what is no id at all answer alike.
@RestController
class FollowController implements FollowOperations {

    private final ImageLookup images;

    FollowController(ImageLookup images) {
        this.images = images;
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
