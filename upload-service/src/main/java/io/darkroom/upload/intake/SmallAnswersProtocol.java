package io.darkroom.upload.intake;

import org.apache.coyote.http11.Http11NioProtocol;

/// HTTP/1.1 with small buffers for answers. Tomcat gives each connection three times their size, two thirds of it for
/// characters, which nobody writes here. An answer that does not fit one is sent as it is written.
///
/// Public because Tomcat makes it by its name.
public final class SmallAnswersProtocol extends Http11NioProtocol {

    private static final int ANSWER_BYTES = 2 * 1024;

    @Override
    public int getDesiredBufferSize() {
        return ANSWER_BYTES;
    }
}
