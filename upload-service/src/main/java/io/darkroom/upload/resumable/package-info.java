/// Images that come in pieces: the tus protocol 1.0, with everything that must outlive a request in the object store.
@NullMarked
package io.darkroom.upload.resumable;

import org.jspecify.annotations.NullMarked;
