package io.darkroom.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Damaged images, any number of them, the same for the same seed: each is one of a directory's images
/// with a few changes of the kinds that find faults in decoders. Half of the changes hit the first 256
/// bytes, where headers are.
final class Mutants {

    private static final long LARGEST_ORIGINAL_BYTES = 256 * 1024;
    private static final int HEADER_BYTES = 256;
    private static final int MOST_CHANGES = 4;
    private static final int MOST_BYTES_AT_ONCE = 64;
    private static final int[] EXTREMES = {0, 1, -1, 0x7fffffff, 0x80000000, 0x7fff, 0xffff, 0x10000};

    private final List<Path> originals;
    private final long seed;

    private Mutants(List<Path> originals, long seed) {
        this.originals = originals;
        this.seed = seed;
    }

    /// @param directory the images to change; larger ones than 256 KiB are left out, to send many
    static Mutants of(Path directory, long seed) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> originals = files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("MANIFEST.tsv"))
                    .filter(file -> isSmall(file))
                    .sorted()
                    .toList();
            if (originals.isEmpty()) {
                throw new IOException("there is no image to change in " + directory);
            }
            return new Mutants(originals, seed);
        }
    }

    private static boolean isSmall(Path file) {
        try {
            return Files.size(file) > 0 && Files.size(file) <= LARGEST_ORIGINAL_BYTES;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One of them.
    ///
    /// @param number which; any
    byte[] get(int number) throws IOException {
        Random random = new Random(seed * 1_000_003 + number);
        byte[] image = Files.readAllBytes(originals.get(Math.floorMod(number, originals.size())));
        for (int change = 0; change <= random.nextInt(MOST_CHANGES); change++) {
            image = changed(image, random);
        }
        return image;
    }

    private byte[] changed(byte[] image, Random random) throws IOException {
        int at = place(image, random);
        int length = Math.min(1 + random.nextInt(MOST_BYTES_AT_ONCE), image.length - at);
        return switch (random.nextInt(8)) {
            case 0 -> withBitFlipped(image, at, random.nextInt(8));
            case 1 -> withNoise(image, at, length, random);
            case 2 -> withInteger(image, at, EXTREMES[random.nextInt(EXTREMES.length)]);
            case 3 -> joined(Arrays.copyOf(image, at), Arrays.copyOfRange(image, at + length, image.length));
            case 4 -> joined(Arrays.copyOf(image, at + length), Arrays.copyOfRange(image, at, image.length));
            case 5 -> joined(Arrays.copyOf(image, at), new byte[length], Arrays.copyOfRange(image, at, image.length));
            case 6 -> Arrays.copyOf(image, Math.max(1, random.nextInt(image.length + 1)));
            default -> joined(Arrays.copyOf(image, at), tail(random));
        };
    }

    private static int place(byte[] image, Random random) {
        return random.nextInt(random.nextBoolean() ? Math.min(HEADER_BYTES, image.length) : image.length);
    }

    // The end of another image, of any format.
    private byte[] tail(Random random) throws IOException {
        byte[] other = Files.readAllBytes(originals.get(random.nextInt(originals.size())));
        return Arrays.copyOfRange(other, random.nextInt(other.length), other.length);
    }

    private static byte[] withBitFlipped(byte[] image, int at, int bit) {
        byte[] changed = image.clone();
        changed[at] ^= (byte) (1 << bit);
        return changed;
    }

    private static byte[] withNoise(byte[] image, int at, int length, Random random) {
        byte[] changed = image.clone();
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, changed, at, length);
        return changed;
    }

    // Where it ends too early for four bytes, nothing changes there.
    private static byte[] withInteger(byte[] image, int at, int value) {
        byte[] changed = image.clone();
        if (at + Integer.BYTES <= changed.length) {
            ByteBuffer.wrap(changed).putInt(at, value);
        }
        return changed;
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer joined = ByteBuffer.allocate(
                Math.max(1, Arrays.stream(parts).mapToInt(part -> part.length).sum()));
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }
}
