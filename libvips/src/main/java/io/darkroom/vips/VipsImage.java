package io.darkroom.vips;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An image: a header, and pixels that are computed when they are needed. Owned by the [VipsInput] it came from and
/// closed with it at the
/// latest; closing it earlier frees its pixels earlier. Images made of it stay valid.
public final class VipsImage implements AutoCloseable {

    private static final MemorySegment ICC_PROFILE = Native.constant("icc-profile-data");
    private static final MemorySegment INTERLACED = Native.constant("interlaced");

    private final VipsInput input;
    private @Nullable MemorySegment pointer;

    VipsImage(VipsInput input, MemorySegment pointer) {
        this.input = input;
        this.pointer = pointer;
    }

    /// Width in pixels, before orientation.
    public int widthPx() {
        return ImageFunctions.getWidth(pointer());
    }

    /// Height in pixels, before orientation.
    public int heightPx() {
        return ImageFunctions.getHeight(pointer());
    }

    /// The longer of width and height.
    public int longSidePx() {
        return Math.max(widthPx(), heightPx());
    }

    /// How many channels, an alpha channel included.
    public int bands() {
        return ImageFunctions.getBands(pointer());
    }

    /// How many pages or frames the file has.
    public int pages() {
        return ImageFunctions.getNPages(pointer());
    }

    /// The EXIF orientation, 1 to 8; 1 if the image says none.
    public int orientation() {
        return ImageFunctions.getOrientation(pointer());
    }

    /// libvips' name for the colour space of the pixels, for example `srgb`, `cmyk`, `b-w`, `rgb16`.
    public String colourSpace() {
        return ImageFunctions.getInterpretation(pointer());
    }

    /// Whether there is an alpha channel.
    public boolean hasAlpha() {
        return ImageFunctions.hasalpha(pointer());
    }

    /// Whether a JPEG is progressive or a PNG interlaced: it must be decoded whole before its first row is known.
    public boolean isInterlaced() {
        return ImageFunctions.hasField(pointer(), INTERLACED);
    }

    /// The embedded colour profile, as it is.
    public Optional<byte[]> iccProfile() throws VipsException {
        if (!ImageFunctions.hasField(pointer(), ICC_PROFILE)) {
            return Optional.empty();
        }
        return Optional.of(ImageFunctions.getBlob(pointer(), ICC_PROFILE));
    }

    /// This image upright, in sRGB or grey with 8 bits, and no larger than a square; it is made smaller, never larger.
    /// Colours are converted
    /// after the resize, where there are fewer pixels.
    ///
    /// @throws VipsException if it cannot be decoded or converted
    public VipsImage fitInto(int sidePx) throws VipsException {
        boolean cmyk = colourSpace().equals("cmyk");
        boolean converts = cmyk
                || iccProfile().filter(profile -> !IccProfile.isSrgb(profile)).isPresent();
        // The input profile counts where none is embedded, or one that does not fit the image.
        return input.own(
                OperationFunctions.thumbnailImage(pointer(), sidePx, cmyk ? "cmyk" : null, converts ? "srgb" : null));
    }

    /// The same pixels, computed now and kept in memory: what is made of the result starts from there.
    ///
    /// @throws VipsException if the image cannot be decoded; a truncated one for example
    public VipsImage computed() throws VipsException {
        MemorySegment copy = ImageFunctions.copyMemory(pointer());
        if (copy.address() == 0) {
            throw VipsException.of("vips_image_copy_memory");
        }
        return input.own(copy);
    }

    /// Whether any pixel lets the background through. Computes all pixels.
    public boolean isTransparentAnywhere() throws VipsException {
        if (!hasAlpha()) {
            return false;
        }
        try (VipsImage alpha = input.own(OperationFunctions.extractBand(pointer(), bands() - 1, 1))) {
            return OperationFunctions.min(alpha.pointer()) < 255;
        }
    }

    /// This image without its last channel, the alpha channel.
    public VipsImage withoutAlpha() throws VipsException {
        return input.own(OperationFunctions.extractBand(pointer(), 0, bands() - 1));
    }

    /// Encodes this image.
    ///
    /// @param extension which format: `jpg`, `png`, `webp`, `avif`, `tif`, `gif`
    /// @param options the libvips saver's, for example `Q=80,keep=none`
    /// @throws VipsException if it cannot be computed or encoded
    public byte[] encoded(String extension, String options) throws VipsException {
        return OperationFunctions.writeToBuffer(pointer(), "." + extension + "[" + options + "]");
    }

    /// Gives up this reference; more than once does nothing.
    @Override
    public void close() {
        if (pointer != null) {
            ImageFunctions.unref(pointer);
            pointer = null;
            input.disown(this);
        }
    }

    private MemorySegment pointer() {
        if (pointer == null) {
            throw new IllegalStateException("the image is closed");
        }
        return pointer;
    }
}
