package io.darkroom.upload.intake.pixels;

import java.nio.ByteBuffer;

/// Finds the sizes of the pictures in an AVIF or HEIC: the whole, and what it is put together from.
///
/// Sources: ISO/IEC 14496-12, 4.2 (boxes) and 8.11 (meta boxes); ISO/IEC 23008-12, 6.5.3 (`ispe`).
final class IsoMediaHeader {

    private static final int META = 0x6d657461;
    private static final int PROPERTIES = 0x69707270; // "iprp"
    private static final int PROPERTY_CONTAINER = 0x6970636f; // "ipco"
    private static final int SPATIAL_EXTENTS = 0x69737065; // "ispe"
    private static final int VERSION_BYTES = 4;
    private static final int SIZES_BYTES = 8;
    private static final int HEAD_BYTES = 8;
    private static final int LONG_HEAD_BYTES = 16;

    private final SizeListener listener;

    private IsoMediaHeader(SizeListener listener) {
        this.listener = listener;
    }

    static Step of(SizeListener listener) {
        return new IsoMediaHeader(listener).after(0);
    }

    private Step after(long bytes) {
        return bytes < 0 ? Step.END : new Step(bytes, HEAD_BYTES, this::box);
    }

    private Step box(ByteBuffer bytes) {
        long length = Integer.toUnsignedLong(bytes.getInt());
        int type = bytes.getInt();
        if (length == 1) {
            return Step.next(8, longer -> content(type, longer.getLong() - LONG_HEAD_BYTES));
        }
        boolean untilTheEnd = length == 0;
        return content(type, untilTheEnd ? Long.MAX_VALUE : length - HEAD_BYTES);
    }

    private Step content(int type, long length) {
        return switch (type) {
            case META -> after(VERSION_BYTES);
            case PROPERTIES, PROPERTY_CONTAINER -> after(0);
            case SPATIAL_EXTENTS -> new Step(VERSION_BYTES, SIZES_BYTES, sizes -> extents(sizes, length));
            default -> after(length);
        };
    }

    private Step extents(ByteBuffer bytes, long length) {
        listener.found(Integer.toUnsignedLong(bytes.getInt()), Integer.toUnsignedLong(bytes.getInt()));
        return after(length - VERSION_BYTES - SIZES_BYTES);
    }
}
