/// How the service logs in to its database where that is done by IAM and not by password.
@NullMarked
package io.darkroom.stats.database;

import org.jspecify.annotations.NullMarked;
