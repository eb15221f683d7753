package io.darkroom.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/// Passes each connection on to one of several ports, whichever chance says, or another if that one is dead. Does
/// something when so many bytes have gone by: meanwhile no more of that connection go by.
final class RandomRouter implements AutoCloseable {

    // Small, so that what was sent is soon there.
    private static final int BUFFER_BYTES = 64 * 1024;

    private final ServerSocket door;
    private final List<Integer> targets;
    private final Random random;
    private final AtomicLong sentBytes = new AtomicLong();
    private final ConcurrentNavigableMap<Long, IntConsumer> events = new ConcurrentSkipListMap<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    RandomRouter(List<Integer> targets, long seed) {
        this.targets = targets;
        this.random = new Random(seed);
        try {
            door = new ServerSocket();
            door.setReceiveBufferSize(BUFFER_BYTES);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// How many bytes clients have sent.
    long sentBytes() {
        return sentBytes.get();
    }

    /// Does something, once, when clients have sent so many bytes. It is told the port to which the last of them went.
    void when(long bytes, IntConsumer event) {
        events.put(bytes, event);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> route(client));
            } catch (IOException _) {
                // Closed.
            }
        }
    }

    private void route(Socket client) {
        try (client;
                Socket target = connect()) {
            Thread answers = Thread.ofVirtual().start(() -> pipe(target, client, false));
            pipe(client, target, true);
            answers.join();
        } catch (IOException _) {
            // Nobody is there, or somebody left: the other side sees its connection end.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connect() throws IOException {
        List<Integer> order = new ArrayList<>(targets);
        synchronized (random) {
            Collections.shuffle(order, random);
        }
        IOException last = new IOException("there is no target");
        for (int port : order) {
            try {
                Socket socket = new Socket();
                socket.setSendBufferSize(BUFFER_BYTES);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return socket;
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private void pipe(Socket from, Socket to, boolean counted) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                if (counted) {
                    count(count, to.getPort());
                }
            }
            to.shutdownOutput();
        } catch (IOException _) {
            close(from);
            close(to);
        }
    }

    private void count(int bytes, int port) {
        long all = sentBytes.addAndGet(bytes);
        try {
            List.copyOf(events.headMap(all, true).keySet()).stream()
                    .map(events::remove)
                    .filter(Objects::nonNull)
                    .forEach(event -> event.accept(port));
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed either way.
        }
    }

    /// @throws AssertionError if what was to be done failed, or there was no time for it
    @Override
    public void close() throws IOException {
        door.close();
        if (failure.get() != null || !events.isEmpty()) {
            throw new AssertionError("not everything was done: " + events.keySet(), failure.get());
        }
    }
}
