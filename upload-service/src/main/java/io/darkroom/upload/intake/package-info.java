/// Takes images in: checks the bytes as they pass to the store, announces the image, answers with a receipt.
@NullMarked
package io.darkroom.upload.intake;

import org.jspecify.annotations.NullMarked;
