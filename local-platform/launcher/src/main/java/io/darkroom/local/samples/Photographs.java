package io.darkroom.local.samples;

import java.util.List;
import java.util.stream.LongStream;

/// Any number of different photographs of 12 megapixels, cheaply: a few are taken, and each file gets a comment of its
/// own. So no two files have the same digest, and each costs a decoder what a photograph costs.
///
/// Holds the few in memory, about 3 MB each.
public final class Photographs {

    private static final int WIDTH_PX = 4_000;
    private static final int HEIGHT_PX = 3_000;

    private final List<byte[]> taken;

    private Photographs(List<byte[]> taken) {
        this.taken = taken;
    }

    /// Takes the photographs that all others are made of.
    ///
    /// @param scenes how many
    /// @param seed which
    public static Photographs take(int scenes, long seed) {
        return new Photographs(LongStream.range(seed, seed + scenes)
                .mapToObj(scene -> Encoder.jpeg(Pictures.landscape(scene, WIDTH_PX, HEIGHT_PX)))
                .toList());
    }

    /// One of them as a JPEG file, the same for the same number.
    public byte[] jpeg(int number) {
        return JpegSegments.withComment(
                taken.get(Math.floorMod(number, taken.size())), "photograph %08d".formatted(number));
    }
}
