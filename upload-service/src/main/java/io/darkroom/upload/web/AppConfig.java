package io.darkroom.upload.web;

import io.darkroom.events.ImageFormat;
import io.darkroom.upload.UploadProperties;
import java.net.URI;
import java.util.List;

/// What the page must know before anybody signs in.
///
/// @param issuer the OpenID issuer to sign in at
/// @param clientId the page's client id there
/// @param scope what to ask for
/// @param maxImageBytes how many bytes an image may have
/// @param mediaTypes the media types that are taken
record AppConfig(URI issuer, String clientId, String scope, long maxImageBytes, List<String> mediaTypes) {

    static final String PATH = "/app-config.json";

    static AppConfig of(WebProperties web, UploadProperties upload) {
        return new AppConfig(
                web.issuer(),
                web.clientId(),
                web.scope(),
                upload.maxImageSize().toBytes(),
                upload.formats().stream().sorted().map(ImageFormat::mediaType).toList());
    }
}
