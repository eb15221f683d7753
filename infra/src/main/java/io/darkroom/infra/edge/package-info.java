/// The front door: name, certificate, firewall, load balancer.
@NullMarked
package io.darkroom.infra.edge;

import org.jspecify.annotations.NullMarked;
