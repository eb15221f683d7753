package io.darkroom.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void givesPortsThatNoConnectionThatGoesOutTakesAndNoneTwice() {
        Set<Integer> ports = new HashSet<>();

        for (int i = 0; i < 200; i++) {
            ports.add(Ports.free());
        }

        assertThat(ports).hasSize(200).allSatisfy(port -> assertThat(port).isBetween(20_000, 32_767));
    }

    @Test
    void namesAPortThatIsTakenAndWhatItWasFor() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> Ports.requireFree(port, "Kafka"))
                    .isInstanceOf(ServerFailedException.class)
                    .hasMessage("Port %d, wanted for Kafka, is in use", port);
        }
    }
}
