/// The web app: its files, what it must know before anybody signs in, and what a browser may do with it.
@NullMarked
package io.darkroom.upload.web;

import org.jspecify.annotations.NullMarked;
