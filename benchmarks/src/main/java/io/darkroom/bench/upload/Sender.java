package io.darkroom.bench.upload;

import java.io.IOException;

/// One client: sends the same file again and again, as a new one each time.
interface Sender extends AutoCloseable {

    /// Sends it once, and returns when it has been accepted.
    ///
    /// @throws IOException if it is not
    void send() throws IOException;

    @Override
    void close() throws IOException;
}
