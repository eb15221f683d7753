package io.darkroom.upload.web;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.store.ImageStore;
import io.darkroom.store.ObjectKey;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the page may load and call: its own files, the issuer, and pictures from where the store's links lead. No
/// script
/// or style that stands in the page itself, no frame, no plug-in.
@Component
class ContentPolicy {

    private static final Duration ANY_VALIDITY = Duration.ofMinutes(1);

    private final WebProperties properties;
    private final ImageStore store;
    private volatile @Nullable String text;

    ContentPolicy(WebProperties properties, ImageStore store) {
        this.properties = properties;
        this.store = store;
    }

    /// The value of the header `Content-Security-Policy`.
    String text() {
        String known = text;
        if (known == null) {
            known = compose();
            text = known;
        }
        return known;
    }

    private String compose() {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' blob: " + storeOrigin(),
                "connect-src 'self' " + signInOrigins(),
                "manifest-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'");
    }

    private String signInOrigins() {
        return Stream.concat(Stream.of(properties.issuer()), properties.signInOrigins().stream())
                .map(Origin::of)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    // A link to a result that nobody has tells where links lead, whatever the store is; one in memory has no host.
    private String storeOrigin() {
        ObjectKey.Result nobodys = new ObjectKey.Result(new CustomerId("nobody"), ImageId.random(), "none", "jpg");
        URI link = store.link(nobodys, ANY_VALIDITY, null);
        return link.isOpaque() ? link.getScheme() + ":" : Origin.of(link);
    }
}
