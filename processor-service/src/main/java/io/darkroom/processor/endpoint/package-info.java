/// Image code behind a URL: a service of the company's own, or a model server.
@NullMarked
package io.darkroom.processor.endpoint;

import org.jspecify.annotations.NullMarked;
