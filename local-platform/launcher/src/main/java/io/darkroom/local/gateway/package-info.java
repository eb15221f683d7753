/// One address for the whole system: passes requests on to the services by the load balancer's route table.
@NullMarked
package io.darkroom.local.gateway;

import org.jspecify.annotations.NullMarked;
