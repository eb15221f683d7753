package io.darkroom.upload.intake.pixels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads the first directory of a TIFF, wherever in the file it stands: that of the first page.
///
/// Sources: TIFF 6.0, section 2, and BigTIFF, which has longer numbers.
final class TiffHeader {

    private static final int BIG = 43;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;

    private final SizeListener listener;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private boolean big;
    private long entriesLeft;
    private long widthPx;
    private long heightPx;

    private TiffHeader(SizeListener listener) {
        this.listener = listener;
    }

    static Step of(SizeListener listener) {
        return Step.next(8, new TiffHeader(listener)::begin);
    }

    private Step begin(ByteBuffer bytes) {
        order = bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        bytes.order(order);
        big = bytes.getShort(2) == BIG;
        return big
                ? Step.next(8, offset -> directory(offset.order(order).getLong() - 16))
                : directory(Integer.toUnsignedLong(bytes.getInt(4)) - 8);
    }

    private Step directory(long ahead) {
        return ahead < 0 ? Step.END : new Step(ahead, big ? 8 : 2, this::count);
    }

    private Step count(ByteBuffer bytes) {
        bytes.order(order);
        entriesLeft = big ? bytes.getLong() : Short.toUnsignedInt(bytes.getShort());
        return nextEntry();
    }

    private Step nextEntry() {
        return entriesLeft-- > 0 ? Step.next(big ? 20 : 12, this::entry) : Step.END;
    }

    private Step entry(ByteBuffer bytes) {
        bytes.order(order);
        switch (Short.toUnsignedInt(bytes.getShort(0))) {
            case WIDTH -> widthPx = value(bytes);
            case HEIGHT -> heightPx = value(bytes);
            default -> {}
        }
        if (widthPx == 0 || heightPx == 0) {
            return nextEntry();
        }
        listener.found(widthPx, heightPx);
        return Step.END;
    }

    private long value(ByteBuffer bytes) {
        int at = big ? 12 : 8;
        return switch (bytes.getShort(2)) {
            case SHORT -> Short.toUnsignedInt(bytes.getShort(at));
            case LONG -> Integer.toUnsignedLong(bytes.getInt(at));
            case LONG8 -> Math.max(0, bytes.getLong(at));
            default -> 0;
        };
    }
}
