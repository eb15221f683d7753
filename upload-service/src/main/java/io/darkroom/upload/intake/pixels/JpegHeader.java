package io.darkroom.upload.intake.pixels;

import java.nio.ByteBuffer;

/// Finds the frame header of a JPEG, which stands behind whatever its camera and programs had to say.
///
/// Source: ITU-T T.81, B.1 (markers) and B.2.2 (frame header).
final class JpegHeader {

    private static final int FILL = 0xff;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;

    private final SizeListener listener;
    private final Step seek = Step.next(1, this::seek);
    private final Step code = Step.next(1, this::code);

    private JpegHeader(SizeListener listener) {
        this.listener = listener;
    }

    static Step of(SizeListener listener) {
        return new Step(2, 1, new JpegHeader(listener)::seek);
    }

    // Bytes that belong nowhere are passed over, as decoders do.
    private Step seek(ByteBuffer bytes) {
        return Byte.toUnsignedInt(bytes.get()) == FILL ? code : seek;
    }

    private Step code(ByteBuffer bytes) {
        int marker = Byte.toUnsignedInt(bytes.get());
        if (marker == FILL) {
            return code;
        }
        if (isFrame(marker)) {
            return new Step(3, 4, this::frame);
        }
        if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
            return Step.END;
        }
        return standsAlone(marker) ? seek : Step.next(2, this::segment);
    }

    private Step segment(ByteBuffer bytes) {
        int length = Short.toUnsignedInt(bytes.getShort());
        return new Step(Math.max(0, length - 2), 1, this::seek);
    }

    private Step frame(ByteBuffer bytes) {
        int heightPx = Short.toUnsignedInt(bytes.getShort());
        int widthPx = Short.toUnsignedInt(bytes.getShort());
        listener.found(widthPx, heightPx);
        return Step.END;
    }

    // C4, C8 and CC among them are tables and an extension.
    private static boolean isFrame(int marker) {
        return marker == 0xc0 || (marker > 0xc0 && marker <= 0xcf && marker % 4 != 0);
    }

    private static boolean standsAlone(int marker) {
        return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }
}
