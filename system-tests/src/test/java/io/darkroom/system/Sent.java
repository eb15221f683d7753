package io.darkroom.system;

import io.darkroom.events.Sha256;

/// One image that a door acknowledged.
///
/// @param imageId its id
/// @param customer whose
/// @param sha256 digest of what was sent
record Sent(String imageId, String customer, Sha256 sha256) {}
