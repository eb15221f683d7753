/// The private network: subnets, endpoints, and who may talk to whom.
@NullMarked
package io.darkroom.infra.network;

import org.jspecify.annotations.NullMarked;
