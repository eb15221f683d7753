package io.darkroom.processors.originals;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer.Rejected;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.processor.api.SourceHeader;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import io.darkroom.vips.VipsInput;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// An image that a stranger sent, opened: its header is known and within the limits; its pixels are
/// decoded when they are asked for.
///
/// Belongs to one thread. Closing it closes everything that was made of it.
public final class Original implements AutoCloseable {

    private final String id;
    private final SourceKind kind;
    private final VipsInput input;
    private final VipsImage header;
    private final Optional<YcbcrTiff> ycbcr;

    private Original(String id, SourceKind kind, VipsInput input, VipsImage header, Optional<YcbcrTiff> ycbcr) {
        this.id = id;
        this.kind = kind;
        this.input = input;
        this.header = header;
        this.ycbcr = ycbcr;
    }

    /// Opens the image of a request with the one decoder of its media type, whatever its bytes claim to be,
    /// and reads its header.
    ///
    /// @throws RefusedException if the type is not taken, the header cannot be read, or it announces too
    ///     much
    /// @throws IOException if the file cannot be read
    public static Original open(ImageRequest request, HeaderLimits limits) throws RefusedException, IOException {
        SourceKind kind = SourceKind.ofMediaType(request.mediaType())
                .orElseThrow(() -> new RefusedException(
                        RejectionReason.UNSUPPORTED_MEDIA_TYPE, request.mediaType() + " cannot be decoded"));
        unless(limits.refusal(Repetitions.in(request.input(), kind)));
        VipsInput input = VipsInput.map(request.input());
        try {
            VipsImage header = input.open(kind.loader());
            unless(limits.refusal(kind, header));
            Optional<YcbcrTiff> ycbcr =
                    kind == SourceKind.TIFF ? YcbcrTiff.find(request.input(), header) : Optional.empty();
            return new Original(request.id(), kind, input, header, ycbcr);
        } catch (VipsException e) {
            input.close();
            throw corrupt(request.id(), e);
        } catch (RefusedException | IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private static void unless(Optional<Rejected> refusal) throws RefusedException {
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get());
        }
    }

    /// What the header says. Nothing of it decodes a pixel.
    public VipsImage header() {
        return header;
    }

    /// The same for the answer.
    public SourceHeader sourceHeader() {
        return new SourceHeader(
                header.widthPx(), header.heightPx(), header.pages(), header.orientation(), header.colourSpace());
    }

    /// Width of the picture when it stands upright.
    public int uprightWidthPx() {
        return isTurned() ? header.heightPx() : header.widthPx();
    }

    /// Height of the picture when it stands upright.
    public int uprightHeightPx() {
        return isTurned() ? header.widthPx() : header.heightPx();
    }

    // EXIF: 5 to 8 lie on their side.
    private boolean isTurned() {
        return header.orientation() >= 5;
    }

    /// What is done with the pixels while they are decoded. It must compute them: [VipsImage#computed].
    @FunctionalInterface
    public interface Decoding {
        /// Computes what is wanted.
        ///
        /// @param source read once, from top to bottom
        VipsImage of(VipsImage source) throws VipsException;
    }

    /// Decodes the pixels.
    ///
    /// @param reduction 1, or by what factor the picture may come smaller; decoders that can, do less work
    ///     for it
    /// @throws RefusedException if it cannot be decoded to its end
    /// @throws IOException if the file cannot be read
    public VipsImage decode(double reduction, Decoding decoding) throws RefusedException, IOException {
        try (VipsImage source = source(reduction)) {
            return decoding.of(source);
        } catch (VipsException e) {
            throw corrupt(id, e);
        }
    }

    private VipsImage source(double reduction) throws VipsException, RefusedException, IOException {
        return ycbcr.isPresent()
                ? ycbcr.get().decode(input, header.orientation())
                : input.openReduced(kind.loader(), Math.max(1, reduction));
    }

    // Without memory nothing is known about the image, and nothing good is to be expected of this
    // process.
    private static RefusedException corrupt(String id, VipsException failure) {
        if (failure.isOutOfMemory()) {
            throw (Error) new OutOfMemoryError(failure.getMessage()).initCause(failure);
        }
        System.getLogger(Original.class.getName())
                .log(Level.INFO, "Cannot be decoded imageId={0} reason={1}", id, failure.getMessage());
        return new RefusedException(RejectionReason.CORRUPT_IMAGE, "The image is damaged or incomplete");
    }

    @Override
    public void close() {
        input.close();
    }
}
