package io.darkroom.issuer;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The issuer's settings.
///
/// @param url the issuer's own address, as it stands in tokens
/// @param webOrigin where the web app is served from: it may call the issuer, and people come back to it
/// @param keyFile the key that signs tokens; made at the first start, so that tokens outlive a restart
@ConfigurationProperties("darkroom.issuer")
record IssuerProperties(URI url, URI webOrigin, Path keyFile) {}
