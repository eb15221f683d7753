/// Where images lie: object keys, manifests, retention, and the port through which services reach the object store.
@NullMarked
package io.darkroom.store;

import org.jspecify.annotations.NullMarked;
