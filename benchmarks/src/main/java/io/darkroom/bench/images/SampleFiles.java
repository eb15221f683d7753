package io.darkroom.bench.images;

import io.darkroom.local.samples.Photographs;
import io.darkroom.vips.Gamut;
import io.darkroom.vips.IccProfiles;
import io.darkroom.vips.Jpegs;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsInput;
import io.darkroom.vips.VipsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The images of each case: made here, of 12 megapixels and photographic; those of a directory beside
/// them.
final class SampleFiles {

    private static final int SCENES = 3;
    private static final long SEED = 1;
    private static final int PNG_WIDTH = 3072;
    private static final int PNG_HEIGHT = 2304;
    private static final int ON_ITS_SIDE = 6;

    private final Path directory;
    private final @Nullable Path photos;
    private final Photographs photographs = Photographs.take(SCENES, SEED);

    /// @param directory for the files
    /// @param photos JPEG photographs to use beside; null if there are none
    SampleFiles(Path directory, @Nullable Path photos) {
        this.directory = directory;
        this.photos = photos;
    }

    List<Path> of(BenchCase benchCase) throws IOException {
        try {
            return switch (benchCase) {
                case JPEG, WEBP -> photographs(benchCase);
                case PNG -> List.of(write(benchCase, 0, png(photographs.jpeg(0))));
                case WIDE ->
                    List.of(
                            write(benchCase, 0, wide(photographs.jpeg(0))),
                            write(benchCase, 1, wide(photographs.jpeg(1))));
            };
        } catch (VipsException e) {
            throw new IOException(e);
        }
    }

    private List<Path> photographs(BenchCase benchCase) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int scene = 0; scene < SCENES; scene++) {
            files.add(write(benchCase, scene, photographs.jpeg(scene)));
        }
        if (photos != null) {
            try (Stream<Path> given = Files.list(photos)) {
                given.filter(file -> file.toString().endsWith(".jpg")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private Path write(BenchCase benchCase, int number, byte[] image) throws IOException {
        return Files.write(directory.resolve(benchCase + "-" + number + "." + benchCase.extension()), image);
    }

    private static byte[] png(byte[] jpeg) throws VipsException {
        try (VipsInput input = VipsInput.copyOf(jpeg)) {
            return input.open(VipsLoader.JPEG)
                    .resized(PNG_WIDTH, PNG_HEIGHT, Gamut.SRGB)
                    .encoded("png", "compression=6,keep=none");
        }
    }

    private static byte[] wide(byte[] jpeg) {
        return Jpegs.withProfile(Jpegs.withOrientation(jpeg, ON_ITS_SIDE), IccProfiles.displayP3());
    }
}
