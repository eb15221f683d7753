package io.darkroom.containers;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import io.darkroom.servers.Ports;
import io.darkroom.servers.Server;
import io.darkroom.servers.ServerFailedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/// A server in a container, on a port of this machine that stays the same when it is killed and started again.
final class ContainerServer implements Server {

    private static final Duration START_DEADLINE = Duration.ofMinutes(3);
    private static final Duration PROBE_PAUSE = Duration.ofMillis(100);

    private final String name;
    private final Probe probe;
    private final GenericContainer<?> container;
    private boolean isCreated;

    /// Whether a server can be used.
    @FunctionalInterface
    interface Probe {

        /// Tries it.
        ///
        /// @throws Exception as long as it cannot be used
        void check() throws Exception;
    }

    /// What to run.
    ///
    /// @param image with an exact tag
    /// @param port where it listens on this machine
    /// @param innerPort where it listens inside
    /// @param environment its settings
    /// @param command what its entry point is told
    record Specification(String image, int port, int innerPort, Map<String, String> environment, List<String> command) {

        /// Copies the collections.
        Specification {
            environment = Map.copyOf(environment);
            command = List.copyOf(command);
        }
    }

    ContainerServer(String name, Specification specification, Probe probe) {
        this.name = name;
        this.probe = probe;
        PortBinding binding = new PortBinding(
                Binding.bindIpAndPort("127.0.0.1", specification.port()), new ExposedPort(specification.innerPort()));
        this.container = new GenericContainer<>(DockerImageName.parse(specification.image()))
                .withEnv(new HashMap<>(specification.environment()))
                .withCommand(specification.command().toArray(String[]::new))
                .withExposedPorts(specification.innerPort())
                .withCreateContainerCmdModifier(command ->
                        Objects.requireNonNull(command.getHostConfig()).withPortBindings(binding))
                // Our own probe tells when it is ready.
                .waitingFor(new AbstractWaitStrategy() {
                    @Override
                    protected void waitUntilReady() {}
                });
    }

    /// A port for a server.
    static int freePort() {
        return Ports.free();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized boolean isAlive() {
        return isCreated && container.isRunning();
    }

    @Override
    public synchronized void start() {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        if (isCreated) {
            DockerClientFactory.lazyClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        } else {
            container.start();
            isCreated = true;
        }
        awaitReady();
    }

    private void awaitReady() {
        long end = System.nanoTime() + START_DEADLINE.toNanos();
        while (true) {
            try {
                probe.check();
                return;
            } catch (Exception e) {
                if (System.nanoTime() > end) {
                    throw new ServerFailedException(name + " is not ready: " + container.getLogs(), e);
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PROBE_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("Interrupted while waiting for " + name, e);
        }
    }

    @Override
    public synchronized void kill() {
        DockerClientFactory.lazyClient()
                .killContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void suspend() {
        DockerClientFactory.lazyClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void resume() {
        DockerClientFactory.lazyClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    /// Removes the container and its data.
    synchronized void remove() {
        container.stop();
    }
}
