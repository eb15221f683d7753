package io.darkroom.upload.follow;

import io.darkroom.events.CustomerId;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageFormat;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageResult;
import io.darkroom.store.FoundRaw;
import io.darkroom.store.ImageStore;
import io.darkroom.store.Manifest;
import io.darkroom.store.ObjectKey;
import io.darkroom.store.StoreUnavailableException;
import io.darkroom.upload.ImageLinks;
import io.darkroom.upload.UploadProperties;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Looks images up in the store, which is all there is to ask: the manifest, else the original. Every key begins with
/// the customer, so another customer's image is as absent as one that never was.
@Component
class ImageLookup {

    // What a browser may show of itself; everything else is a download.
    private static final Set<ImageFormat> SHOWN =
            EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF, ImageFormat.WEBP, ImageFormat.AVIF);

    // Of one request: it must not take all of the store's connections.
    private static final int AT_ONCE = 8;

    private final ImageStore store;
    private final Clock clock;
    private final Duration linkValidity;

    ImageLookup(ImageStore store, Clock clock, UploadProperties properties) {
        this.store = store;
        this.clock = clock;
        this.linkValidity = properties.linkValidity();
    }

    /// What is known of an image.
    Optional<ImageView> find(CustomerId customer, ImageId id) {
        Optional<FoundRaw> raw = store.findRaw(customer, id);
        Optional<OriginalView> original = raw.map(this::original);
        return store.findManifest(customer, id)
                .map(Manifest::processed)
                .map(end -> ImageView.ended(end, results(end, raw), raw.orElse(null), original.orElse(null)))
                .or(() -> raw.map(found -> ImageView.received(found, original.orElseThrow())));
    }

    /// What is known of several images, by their ids; those that are not there are left out.
    Map<String, ImageView> findAll(CustomerId customer, List<ImageId> ids) {
        try (ExecutorService executor =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            Map<ImageId, Future<Optional<ImageView>>> lookUps = new LinkedHashMap<>();
            ids.forEach(id -> lookUps.put(id, executor.submit(() -> find(customer, id))));
            Map<String, ImageView> found = new HashMap<>();
            lookUps.forEach((id, lookUp) -> await(lookUp).ifPresent(view -> found.put(id.toString(), view)));
            return found;
        }
    }

    private static <T> T await(Future<T> lookUp) {
        try {
            return lookUp.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof FailureException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(e);
        }
    }

    /// What the end of an image tells of it, without looking anything up.
    ImageView justEnded(ImageProcessed end) {
        return ImageView.ended(end, results(end, Optional.empty()), null, null);
    }

    /// A link to a result, if there is one of this name.
    Optional<URI> linkToResult(CustomerId customer, ImageId id, String name) {
        return store.findManifest(customer, id)
                .map(Manifest::processed)
                .flatMap(end -> end.results().stream()
                        .filter(result -> result.name().equals(name))
                        .findFirst()
                        .map(result -> link(end, result)));
    }

    /// A link to the original, if it is still kept. It is always a download: nobody has looked at what is in it.
    Optional<URI> linkToOriginal(CustomerId customer, ImageId id) {
        return store.findRaw(customer, id).map(this::linkToOriginal);
    }

    private URI linkToOriginal(FoundRaw raw) {
        return store.link(raw.image().key(), linkValidity, originalName(raw));
    }

    private OriginalView original(FoundRaw raw) {
        String path = ImageLinks.of(raw.image().imageId(), true).self() + "/original";
        return new OriginalView(path, linkToOriginal(raw), expiry());
    }

    private Instant expiry() {
        return clock.instant().plus(linkValidity);
    }

    private List<ResultView> results(ImageProcessed end, Optional<FoundRaw> raw) {
        String base = raw.map(ImageLookup::originalName)
                .map(name -> name.replaceFirst("\\.[^.]*$", ""))
                .orElseGet(() -> end.imageId().toString());
        return end.results().stream()
                .map(result -> ResultView.of(
                        result,
                        ImageLinks.result(end.imageId(), result.name()),
                        link(end, result),
                        link(end, result, "%s-%s.%s".formatted(base, result.name(), extensionOf(result))),
                        expiry()))
                .toList();
    }

    private URI link(ImageProcessed end, ImageResult result) {
        return link(end, result, downloadName(end.imageId(), result, extensionOf(result)));
    }

    private URI link(ImageProcessed end, ImageResult result, @Nullable String saveAs) {
        ObjectKey key = new ObjectKey.Result(end.customerId(), end.imageId(), result.name(), extensionOf(result));
        return store.link(key, linkValidity, saveAs);
    }

    private static String extensionOf(ImageResult result) {
        String path = result.location().key();
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static @Nullable String downloadName(ImageId id, ImageResult result, String extension) {
        boolean shown = ImageFormat.ofMediaType(result.mediaType())
                .filter(SHOWN::contains)
                .isPresent();
        return shown ? null : id + "-" + result.name() + "." + extension;
    }

    private static String originalName(FoundRaw raw) {
        return Optional.ofNullable(raw.image().fileName())
                .orElseGet(() -> raw.image().imageId()
                        + ImageFormat.ofMediaType(raw.image().mediaType())
                                .map(format -> "." + format.extension())
                                .orElse(""));
    }
}
