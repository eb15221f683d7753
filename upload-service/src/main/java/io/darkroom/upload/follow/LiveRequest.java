package io.darkroom.upload.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/// The request of a listener, once the thread that it came by has left it. It ends once: by whoever serves it, or
/// by the container, which may be the first to see that the listener has left. Nobody touches it after that: the
/// container gives it to the next caller, whose answer it would be (Jakarta Servlet, "Lifetime of the Request
/// Object"). Thread-safe.
final class LiveRequest implements AsyncListener {

    private static final long NEVER = 0;

    private final ReentrantLock lock = new ReentrantLock();
    private final AsyncContext async;
    private final LiveListener listener;
    private boolean ended;

    private LiveRequest(AsyncContext async, LiveListener listener) {
        this.async = async;
        this.listener = listener;
    }

    /// Takes over a request from the thread that it came by.
    ///
    /// @param listener ended when the request is
    static LiveRequest of(AsyncContext async, LiveListener listener) {
        LiveRequest request = new LiveRequest(async, listener);
        async.setTimeout(NEVER);
        async.addListener(request);
        return request;
    }

    /// Sends a text at once.
    ///
    /// @throws IOException if the listener has left
    void send(String text) throws IOException {
        lock.lock();
        try {
            if (ended) {
                throw new IOException("the request has ended");
            }
            send(async.getResponse(), text);
        } finally {
            lock.unlock();
        }
    }

    static void send(ServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(UTF_8));
        response.flushBuffer();
    }

    /// Ends it, unless it has ended.
    void complete() {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                async.complete();
            }
        } finally {
            lock.unlock();
        }
        listener.end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
        listener.end();
    }

    // Without this the container would look for somebody who answers with a problem.
    @Override
    public void onError(AsyncEvent event) {
        complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody hands it on.
    }
}
