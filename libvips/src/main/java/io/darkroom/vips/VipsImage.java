package io.darkroom.vips;

import io.darkroom.vips.OperationFunctions.Frame;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An image: a header, and pixels that are computed when they are needed. Owned by the [VipsInput] it
/// came from and closed with it at the latest; closing it earlier frees its pixels earlier. Images made
/// of it stay valid.
public final class VipsImage implements AutoCloseable {

    private static final MemorySegment ICC_PROFILE = Native.constant("icc-profile-data");
    private static final MemorySegment INTERLACED = Native.constant("interlaced");

    private static final MemorySegment ORIENTATION = Native.constant("orientation");
    // vips_image_get_n_pages() takes more than 10,000 for nonsense, and says 1.
    private static final MemorySegment N_PAGES = Native.constant("n-pages");
    private static final MemorySegment BITS_PER_SAMPLE = Native.constant("bits-per-sample");
    private static final int CMYK_BANDS = 4;

    private final VipsInput input;
    // What we converted it to; null for an image as it came.
    private final @Nullable Gamut gamut;
    private @Nullable MemorySegment pointer;

    VipsImage(VipsInput input, MemorySegment pointer, @Nullable Gamut gamut) {
        this.input = input;
        this.pointer = pointer;
        this.gamut = gamut;
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
        try {
            return ImageFunctions.hasField(pointer(), N_PAGES)
                    ? Math.max(1, ImageFunctions.getInt(pointer(), N_PAGES))
                    : 1;
        } catch (VipsException e) {
            throw new IllegalStateException("a decoder's count of pages is a number", e);
        }
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

    /// Whether a JPEG is progressive or a PNG interlaced: it must be decoded whole before its first row is
    /// known.
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

    /// Bits of one channel of a pixel, as the file holds them.
    public int bitsPerSample() throws VipsException {
        return ImageFunctions.hasField(pointer(), BITS_PER_SAMPLE)
                ? ImageFunctions.getInt(pointer(), BITS_PER_SAMPLE)
                : 8 * ImageFunctions.getFormatSize(pointer());
    }

    /// What the file says under libvips' name for a text field, for example `exif-ifd0-Model`.
    public Optional<String> text(String field) throws VipsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(field);
            return ImageFunctions.hasField(pointer(), name)
                    ? Optional.of(ImageFunctions.getString(pointer(), name))
                    : Optional.empty();
        }
    }

    /// Whether the pixels are in Display P3, because [#resized] was asked for that: such an image must be
    /// encoded with its profile.
    public boolean isWideGamut() {
        return gamut == Gamut.DISPLAY_P3;
    }

    /// This image upright, in sRGB or grey with 8 bits, and no larger than a square; it is made smaller,
    /// never larger. Colours are converted after the resize, where there are fewer pixels.
    ///
    /// @throws VipsException if it cannot be decoded or converted
    public VipsImage fitInto(int sidePx) throws VipsException {
        return thumbnail(new Frame(sidePx, sidePx, OperationFunctions.VIPS_SIZE_DOWN), Gamut.SRGB);
    }

    /// This image upright, with 8 bits, in exactly this size: smaller, larger, or stretched if the shape is
    /// another.
    ///
    /// @param wanted sRGB; or Display P3 for an image whose profile says more than sRGB. An image of
    ///     printing colours, of greys, or without a profile becomes sRGB all the same
    /// @throws VipsException if it cannot be decoded or converted
    public VipsImage resized(int widthPx, int heightPx, Gamut wanted) throws VipsException {
        return thumbnail(new Frame(widthPx, heightPx, OperationFunctions.VIPS_SIZE_FORCE), wanted);
    }

    private VipsImage thumbnail(Frame frame, Gamut wanted) throws VipsException {
        boolean cmyk = colourSpace().equals("cmyk");
        Optional<byte[]> profile = iccProfile();
        if (cmyk && profile.isEmpty()) {
            try (VipsImage screen = inkAsLight()) {
                return screen.thumbnail(frame, Gamut.SRGB);
            }
        }
        Gamut target = cmyk || bands() < 3 ? Gamut.SRGB : wanted;
        boolean converts = gamut == null
                ? cmyk || profile.filter(p -> !IccProfile.isSrgb(p)).isPresent()
                : gamut == Gamut.DISPLAY_P3 && target == Gamut.SRGB;
        Gamut made = converts ? target : gamut == null ? Gamut.SRGB : gamut;
        // The input profile counts where none is embedded, or one that does not fit the image.
        MemorySegment thumbnail = OperationFunctions.thumbnailImage(
                pointer(), frame, cmyk ? "cmyk" : null, converts ? target.profile() : null);
        return input.own(thumbnail, made);
    }

    // Without a profile no one knows the press: each ink takes its light away, as browsers and most
    // programs show it.
    private VipsImage inkAsLight() throws VipsException {
        try (VipsImage eight = ImageFunctions.getFormatSize(pointer()) == 1
                        ? input.own(ColourFunctions.extractBand(pointer(), 0, bands()))
                        : input.own(ColourFunctions.linear1(pointer(), 1 / 257.0, 0.5));
                VipsImage inks = input.own(ColourFunctions.extractBand(eight.pointer(), 0, CMYK_BANDS));
                VipsImage lights = input.own(ColourFunctions.invert(inks.pointer()));
                VipsImage colours = input.own(ColourFunctions.extractBand(lights.pointer(), 0, 3));
                VipsImage key = input.own(ColourFunctions.extractBand(lights.pointer(), 3, 1));
                VipsImage product = input.own(ColourFunctions.multiply(colours.pointer(), key.pointer()));
                VipsImage light = input.own(ColourFunctions.linear1(product.pointer(), 1 / 255.0, 0.5));
                VipsImage screen = bands() > CMYK_BANDS ? light.withAlphaOf(eight) : light) {
            return input.own(ColourFunctions.copyAsSrgb(screen.pointer()));
        }
    }

    private VipsImage withAlphaOf(VipsImage other) throws VipsException {
        try (VipsImage alpha = input.own(ColourFunctions.extractBand(other.pointer(), CMYK_BANDS, 1))) {
            return input.own(ColourFunctions.bandjoin2(pointer(), alpha.pointer()));
        }
    }

    /// A part of this image that is this large: the one that people look at first, judged by edges,
    /// saturation and the colours of skin.
    ///
    /// @throws VipsException if the image is smaller than that, or cannot be computed
    public VipsImage cropped(int widthPx, int heightPx) throws VipsException {
        return input.own(OperationFunctions.smartcrop(pointer(), widthPx, heightPx), gamut);
    }

    /// Every pixel: rows from top to bottom, the channels of a pixel side by side. For an image of 8 bits
    /// that is small: the pixels come into the heap.
    ///
    /// @throws VipsException if the image cannot be decoded
    public byte[] pixels() throws VipsException {
        return OperationFunctions.writeToMemory(pointer());
    }

    VipsImage named(int orientation) throws VipsException {
        MemorySegment copy =
                bands() < 3 ? ColourFunctions.copyAsGrey(pointer()) : ColourFunctions.copyAsSrgb(pointer());
        ImageFunctions.setInt(copy, ORIENTATION, orientation);
        return input.own(copy);
    }

    /// The same pixels, computed now and kept in memory: what is made of the result starts from there.
    ///
    /// @throws VipsException if the image cannot be decoded; a truncated one for example
    public VipsImage computed() throws VipsException {
        MemorySegment copy = ImageFunctions.copyMemory(pointer());
        if (copy.address() == 0) {
            throw VipsException.of("vips_image_copy_memory");
        }
        return input.own(copy, gamut);
    }

    /// Whether any pixel lets the background through. Computes all pixels.
    public boolean isTransparentAnywhere() throws VipsException {
        if (!hasAlpha()) {
            return false;
        }
        try (VipsImage alpha = input.own(ColourFunctions.extractBand(pointer(), bands() - 1, 1))) {
            return OperationFunctions.min(alpha.pointer()) < 255;
        }
    }

    /// This image without its last channel, the alpha channel.
    public VipsImage withoutAlpha() throws VipsException {
        return input.own(ColourFunctions.extractBand(pointer(), 0, bands() - 1), gamut);
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
