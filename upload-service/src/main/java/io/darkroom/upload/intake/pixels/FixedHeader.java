package io.darkroom.upload.intake.pixels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The formats whose sizes stand at places that are known beforehand.
///
/// Sources: PNG (W3C), 11.2.2 IHDR; GIF89a, 18 logical screen descriptor; BITMAPCOREHEADER and
/// BITMAPINFOHEADER of Windows; RFC 9649 (WebP) with RFC 6386, 9.1, for its lossy form.
final class FixedHeader {

    private static final int CORE_HEADER_BYTES = 12;
    private static final int LOSSY = 0x56503820; // "VP8 "
    private static final int LOSSLESS = 0x5650384c; // "VP8L"
    private static final int EXTENDED = 0x56503858; // "VP8X"
    private static final int FOURTEEN_BITS = (1 << 14) - 1;
    private static final int TWENTY_FOUR_BITS = (1 << 24) - 1;

    private FixedHeader() {}

    static Step png(SizeListener listener) {
        return new Step(16, 8, bytes -> {
            listener.found(Integer.toUnsignedLong(bytes.getInt()), Integer.toUnsignedLong(bytes.getInt()));
            return Step.END;
        });
    }

    static Step gif(SizeListener listener) {
        return new Step(6, 4, bytes -> {
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            listener.found(Short.toUnsignedInt(bytes.getShort()), Short.toUnsignedInt(bytes.getShort()));
            return Step.END;
        });
    }

    // A negative height means that the first row is the uppermost.
    static Step bmp(SizeListener listener) {
        return new Step(14, 12, bytes -> {
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.getInt() == CORE_HEADER_BYTES) {
                listener.found(Short.toUnsignedInt(bytes.getShort()), Short.toUnsignedInt(bytes.getShort()));
            } else {
                listener.found(Math.abs((long) bytes.getInt()), Math.abs((long) bytes.getInt()));
            }
            return Step.END;
        });
    }

    static Step webp(SizeListener listener) {
        return new Step(12, 18, bytes -> {
            int form = bytes.getInt();
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            switch (form) {
                case LOSSY -> listener.found(bytes.getShort(14) & FOURTEEN_BITS, bytes.getShort(16) & FOURTEEN_BITS);
                case LOSSLESS -> lossless(bytes.getInt(9), listener);
                case EXTENDED -> listener.found(1L + threeBytes(bytes, 12), 1L + threeBytes(bytes, 15));
                default -> {}
            }
            return Step.END;
        });
    }

    private static void lossless(int sizes, SizeListener listener) {
        listener.found(1L + (sizes & FOURTEEN_BITS), 1L + ((sizes >>> 14) & FOURTEEN_BITS));
    }

    private static int threeBytes(ByteBuffer bytes, int at) {
        return (bytes.getInt(at - 1) >>> 8) & TWENTY_FOUR_BITS;
    }
}
