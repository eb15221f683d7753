package io.darkroom.processors.originals;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The short numbers in the first directory of a TIFF. Layout: TIFF 6.0, section 2; BigTIFF has longer
/// fields.
final class TiffTags {

    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int YCBCR_COEFFICIENTS = 529;
    private static final int RATIONAL = 5;

    private static final int BIG = 43;
    private static final int MAX_ENTRIES = 1000;

    private final FileChannel file;
    private final ByteOrder order;
    private final boolean isBig;

    private TiffTags(FileChannel file, ByteOrder order, boolean isBig) {
        this.file = file;
        this.order = order;
        this.isBig = isBig;
    }

    /// How the pixels are to be understood.
    ///
    /// @param compression 0 if it is not said
    /// @param photometric the photometric interpretation; 0 if it is not said
    /// @param badCoefficientsAt where the entry of luma's coefficients begins, if these make no sense; else
    ///     -1
    record Scheme(int compression, int photometric, long badCoefficientsAt) {}

    /// @throws EOFException if the directory is not where it should be
    static Scheme scheme(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            ByteBuffer start = read(file, 0, 4, ByteOrder.BIG_ENDIAN);
            ByteOrder order = start.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            return new TiffTags(file, order, start.order(order).getShort(2) == BIG).scheme();
        }
    }

    private Scheme scheme() throws IOException {
        long directory =
                isBig ? read(8, 8).getLong() : Integer.toUnsignedLong(read(4, 4).getInt());
        long count = isBig
                ? read(directory, 8).getLong()
                : Short.toUnsignedInt(read(directory, 2).getShort());
        int entryLength = isBig ? 20 : 12;
        long first = directory + (isBig ? 8 : 2);
        int compression = 0;
        int photometric = 0;
        long badCoefficientsAt = -1;
        for (int i = 0; i < Math.clamp(count, 0, MAX_ENTRIES); i++) {
            long position = first + (long) i * entryLength;
            ByteBuffer entry = read(position, entryLength);
            int value = Short.toUnsignedInt(entry.getShort(isBig ? 12 : 8));
            switch (Short.toUnsignedInt(entry.getShort(0))) {
                case COMPRESSION -> compression = value;
                case PHOTOMETRIC -> photometric = value;
                case YCBCR_COEFFICIENTS -> badCoefficientsAt = hasGoodCoefficients(entry) ? -1 : position;
                default -> {}
            }
        }
        return new Scheme(compression, photometric, badCoefficientsAt);
    }

    // How much red, green and blue count for luma.
    private boolean hasGoodCoefficients(ByteBuffer entry) throws IOException {
        if (entry.getShort(2) != RATIONAL) {
            return false;
        }
        ByteBuffer numbers = read(isBig ? entry.getLong(12) : Integer.toUnsignedLong(entry.getInt(8)), 24);
        for (int at = 0; at < 24; at += 8) {
            double share = (double) numbers.getInt(at) / numbers.getInt(at + 4);
            if (!(share > 0 && share < 1)) {
                return false;
            }
        }
        return true;
    }

    private ByteBuffer read(long position, int length) throws IOException {
        return read(file, position, length, order);
    }

    private static ByteBuffer read(FileChannel file, long position, int length, ByteOrder order) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(order);
        if (position < 0 || file.read(bytes, position) < length) {
            throw new EOFException("a TIFF directory lies outside the file");
        }
        return bytes.flip();
    }
}
