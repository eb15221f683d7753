/// An OpenID issuer for one machine: Spring Authorization Server with the demo customers, their apps, an analyst and an
/// operator.
@NullMarked
package io.darkroom.issuer;

import org.jspecify.annotations.NullMarked;
