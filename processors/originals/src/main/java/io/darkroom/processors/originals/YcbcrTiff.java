package io.darkroom.processors.originals;

import io.darkroom.processor.api.RejectionReason;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import io.darkroom.vips.VipsInput;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// A TIFF whose pixels are luma and chroma without being JPEG. libvips hands these out as if they were
/// red, green and blue; the JDK's own reader converts them, and knows about chroma at half the size.
final class YcbcrTiff {

    private static final int YCBCR = 6;
    private static final int JPEG = 7;
    private static final int RGB = 3;
    // Of the range for private use.
    private static final int UNKNOWN_TAG = 0xffff;
    private static final int ROWS_AT_A_TIME = 64;
    // A strip can be the whole picture, and is on the heap.
    private static final long MAX_PIXELS = 8_000_000;

    private final Path file;
    private final int widthPx;
    private final int heightPx;
    private final long badCoefficientsAt;

    private YcbcrTiff(Path file, int widthPx, int heightPx, long badCoefficientsAt) {
        this.file = file;
        this.badCoefficientsAt = badCoefficientsAt;
        this.widthPx = widthPx;
        this.heightPx = heightPx;
    }

    /// This TIFF, if it is one of those.
    ///
    /// @throws RefusedException if it is one, and too large for this way
    static Optional<YcbcrTiff> find(Path file, VipsImage header) throws IOException, RefusedException {
        TiffTags.Scheme scheme;
        try {
            scheme = TiffTags.scheme(file);
        } catch (EOFException _) {
            // libvips found a directory where we did not look.
            return Optional.empty();
        }
        if (scheme.photometric() != YCBCR || scheme.compression() == JPEG) {
            return Optional.empty();
        }
        if ((long) header.widthPx() * header.heightPx() > MAX_PIXELS) {
            throw new RefusedException(
                    RejectionReason.TOO_MANY_PIXELS,
                    "A TIFF of luma and chroma may have 8,000,000 pixels at most, unless it is compressed as JPEG");
        }
        return Optional.of(new YcbcrTiff(file, header.widthPx(), header.heightPx(), scheme.badCoefficientsAt()));
    }

    /// @throws RefusedException if it cannot be decoded
    VipsImage decode(VipsInput input, int orientation) throws VipsException, RefusedException {
        try {
            return input.ofPixels(widthPx, heightPx, RGB, orientation, this::writeTo);
        } catch (IOException | RuntimeException e) {
            // The JDK's readers throw both for damaged images.
            System.getLogger(YcbcrTiff.class.getName()).log(System.Logger.Level.INFO, "Cannot be decoded", e);
            throw new RefusedException(RejectionReason.CORRUPT_IMAGE, "The image is damaged or incomplete");
        }
    }

    private void writeTo(ByteBuffer pixels) throws IOException {
        if (badCoefficientsAt < 0) {
            write(file, pixels);
            return;
        }
        // The reader would believe them; without them it takes the usual ones.
        Path copy = Files.createTempFile("luma", ".tif");
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.write(
                        ByteBuffer.allocate(2).putShort((short) UNKNOWN_TAG).flip(), badCoefficientsAt);
            }
            write(copy, pixels);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void write(Path tiff, ByteBuffer pixels) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(tiff.toFile())) {
            reader.setInput(stream, true, true);
            for (int top = 0; top < heightPx; top += ROWS_AT_A_TIME) {
                write(reader, new Rectangle(0, top, widthPx, Math.min(ROWS_AT_A_TIME, heightPx - top)), pixels);
            }
        } finally {
            reader.dispose();
        }
    }

    private static void write(ImageReader reader, Rectangle rows, ByteBuffer pixels) throws IOException {
        ImageReadParam part = reader.getDefaultReadParam();
        part.setSourceRegion(rows);
        // Its raster is in sRGB whatever its colour model says.
        Raster decoded = reader.read(0, part).getRaster();
        if (decoded.getWidth() != rows.width || decoded.getHeight() != rows.height || decoded.getNumBands() != RGB) {
            throw new IOException("the reader made another picture than it was asked for");
        }
        int[] samples = new int[rows.width * RGB];
        for (int y = 0; y < rows.height; y++) {
            decoded.getPixels(0, y, rows.width, 1, samples);
            for (int sample : samples) {
                pixels.put((byte) sample);
            }
        }
    }
}
