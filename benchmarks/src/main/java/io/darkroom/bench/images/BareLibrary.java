package io.darkroom.bench.images;

import io.darkroom.vips.Gamut;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import io.darkroom.vips.VipsInput;
import io.darkroom.vips.VipsLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A contender: the same calls of libvips that the processor makes, without processor, limits and
/// protocol. What the processor takes beyond it is the price of the contract.
///
/// The argument names the case.
final class BareLibrary {

    private static final String JPEG = "Q=80,background=255,keep=none";
    private static final String WEBP = "Q=80,effort=1,keep=none";

    private BareLibrary() {}

    public static void main(String[] arguments) throws IOException, VipsException {
        BenchCase benchCase = BenchCase.valueOf(arguments[0]);
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        answers.println("ready");
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String[] fields = line.split("\t", -1);
            make(benchCase, Path.of(fields[1]), Path.of(fields[2]));
            answers.println("done\t" + fields[0]);
        }
    }

    private static void make(BenchCase benchCase, Path image, Path output) throws IOException, VipsException {
        try (VipsInput input = VipsInput.map(image)) {
            VipsLoader loader = benchCase == BenchCase.PNG ? VipsLoader.PNG : VipsLoader.JPEG;
            VipsImage header = input.open(loader);
            boolean isTurned = header.orientation() >= 5;
            int width = isTurned ? header.heightPx() : header.widthPx();
            int height = isTurned ? header.widthPx() : header.heightPx();
            VipsImage current = input.openReduced(loader, (double) Math.max(width, height) / BenchCase.SIDES[0]);
            for (int side : BenchCase.SIDES) {
                double scale = (double) side / Math.max(width, height);
                current = current.resized((int) Math.round(width * scale), (int) Math.round(height * scale), Gamut.SRGB)
                        .computed();
                boolean webp = benchCase.formatOf(side).equals("webp");
                Files.write(
                        output.resolve("s" + side + (webp ? ".webp" : ".jpg")),
                        webp ? current.encoded("webp", WEBP) : current.encoded("jpg", JPEG));
            }
        }
    }
}
