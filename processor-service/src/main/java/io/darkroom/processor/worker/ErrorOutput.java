package io.darkroom.processor.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a worker writes to standard error: always read, so that it never waits for us; logged up to a
/// bound per image; its end kept, since it often tells why a process died.
final class ErrorOutput {

    private static final Logger log = LoggerFactory.getLogger(ErrorOutput.class);

    private static final int MAX_LINE_BYTES = 400;
    private static final int MAX_LINES = 20;

    private final String processor;
    private final long pid;
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private int length;
    private volatile int linesLeft = MAX_LINES;
    private volatile String last = "";
    private volatile boolean outOfMemory;

    ErrorOutput(String processor, long pid) {
        this.processor = processor;
        this.pid = pid;
    }

    /// Lets it speak again, for the next image.
    void allowMore() {
        linesLeft = MAX_LINES;
    }

    /// The last line.
    String last() {
        return last;
    }

    /// Whether it complained of too little memory, as C libraries and Java do before they give up.
    boolean outOfMemory() {
        return outOfMemory;
    }

    /// Reads to the end.
    void drain(InputStream stream) {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    take(buffer[i]);
                }
            }
        } catch (IOException e) {
            log.trace("The stream was closed under us when the worker was killed", e);
        }
        endLine();
    }

    private void take(byte b) {
        if (b == '\n') {
            endLine();
        } else if (length < MAX_LINE_BYTES) {
            line[length++] = b;
        }
    }

    private void endLine() {
        if (length == 0) {
            return;
        }
        // Nothing that image code prints may pass for a line of ours, or move a terminal's cursor.
        String text = new String(line, 0, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
        length = 0;
        last = text;
        outOfMemory |= tellsOfMemory(text);
        int left = linesLeft;
        if (left > 0) {
            linesLeft = left - 1;
            log.atInfo()
                    .addKeyValue("processor", processor)
                    .addKeyValue("pid", pid)
                    .addKeyValue("line", text)
                    .log(left == 1 ? "A worker wrote; no more of it for this image" : "A worker wrote");
        }
    }

    // GLib: "failed to allocate"; C++: "std::bad_alloc"; Java: "OutOfMemoryError"; glibc: "Cannot allocate
    // memory".
    private static boolean tellsOfMemory(String text) {
        return text.contains("failed to allocate")
                || text.contains("bad_alloc")
                || text.contains("OutOfMemoryError")
                || text.contains("annot allocate memory")
                || text.contains("emory allocation failed");
    }
}
