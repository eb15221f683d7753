package io.darkroom.bench.images;

import io.darkroom.bench.BenchmarkFailedException;
import io.darkroom.vips.Gamut;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import io.darkroom.vips.VipsInput;
import io.darkroom.vips.VipsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Looks at what a contender made of an image. The reference is the whole picture decoded in full,
/// brought upright and to sRGB, and made smaller in one step with a Lanczos filter, for every contender
/// the same.
final class Judge {

    private static final int LARGEST_DIFFERENCE_PX = 1;

    private final BenchCase benchCase;

    Judge(BenchCase benchCase) {
        this.benchCase = benchCase;
    }

    /// What the results of one image are worth.
    ///
    /// @param bytes of all of them
    /// @param similarity of each, the largest first
    record Verdict(long bytes, List<Double> similarity) {

        double meanSimilarity() {
            return similarity.stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
        }
    }

    /// @throws BenchmarkFailedException if a result is missing or has another size than asked for
    Verdict judge(Path image, Path output) throws IOException {
        try {
            long bytes = 0;
            List<Double> similarity = new ArrayList<>();
            for (int side : BenchCase.SIDES) {
                Path result = result(output, side);
                bytes += Files.size(result);
                similarity.add(similarity(image, result, side));
            }
            return new Verdict(bytes, List.copyOf(similarity));
        } catch (VipsException e) {
            throw new IOException(e);
        }
    }

    private static Path result(Path output, int side) throws IOException {
        try (Stream<Path> files = Files.list(output)) {
            return files.filter(file -> file.getFileName().toString().startsWith("s" + side + "."))
                    .findFirst()
                    .orElseThrow(() -> new BenchmarkFailedException("There is no result of " + side + " in " + output));
        }
    }

    private double similarity(Path image, Path result, int side) throws IOException, VipsException {
        try (VipsInput original = VipsInput.map(image);
                VipsInput made = VipsInput.map(result)) {
            VipsImage shown = made.open(result.toString().endsWith(".webp") ? VipsLoader.WEBP : VipsLoader.JPEG);
            int width = shown.widthPx();
            int height = shown.heightPx();
            VipsImage whole = original.open(benchCase == BenchCase.PNG ? VipsLoader.PNG : VipsLoader.JPEG);
            requireSize(whole, shown, side);
            return Similarity.of(
                    brightness(whole.resized(width, height, Gamut.SRGB)),
                    brightness(shown.resized(width, height, Gamut.SRGB)),
                    width,
                    height);
        }
    }

    private static void requireSize(VipsImage whole, VipsImage shown, int side) {
        boolean isTurned = whole.orientation() >= 5;
        double width = isTurned ? whole.heightPx() : whole.widthPx();
        double height = isTurned ? whole.widthPx() : whole.heightPx();
        double scale = side / Math.max(width, height);
        if (Math.abs(width * scale - shown.widthPx()) > LARGEST_DIFFERENCE_PX
                || Math.abs(height * scale - shown.heightPx()) > LARGEST_DIFFERENCE_PX) {
            throw new BenchmarkFailedException(
                    "A result is of " + shown.widthPx() + " x " + shown.heightPx() + " pixels; it should fit " + side);
        }
    }

    private static double[] brightness(VipsImage image) throws VipsException {
        byte[] pixels = image.pixels();
        int bands = image.bands();
        double[] brightness = new double[pixels.length / bands];
        for (int i = 0; i < brightness.length; i++) {
            int at = i * bands;
            brightness[i] = bands < 3
                    ? Byte.toUnsignedInt(pixels[at])
                    : 0.299 * Byte.toUnsignedInt(pixels[at])
                            + 0.587 * Byte.toUnsignedInt(pixels[at + 1])
                            + 0.114 * Byte.toUnsignedInt(pixels[at + 2]);
        }
        return brightness;
    }
}
