/// The Kafka cluster, its topics, and the way in for the external app.
@NullMarked
package io.darkroom.infra.messaging;

import org.jspecify.annotations.NullMarked;
