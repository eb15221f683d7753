package io.darkroom.processors.originals;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// How often a file has its decoder go over the picture, counted in the file itself. A few bytes are
/// enough for each time, and libraries take their time before they tell: for a WebP's frames the square of
/// their number, for a JPEG's scans all of the decoding.
///
/// @param frames of an animated WebP; 0 for other formats, whose decoders count them quickly
/// @param scans of a JPEG that is neither baseline nor sequential; else 0
record Repetitions(int frames, int scans) {

    private static final Repetitions NONE = new Repetitions(0, 0);

    private static final int RIFF_HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final long FRAME = 'A' | 'N' << 8 | 'M' << 16 | 'F' << 24;

    private static final int MARKER = 0xff;
    private static final int BASELINE = 0xc0;
    private static final int SEQUENTIAL = 0xc1;
    private static final int RESTART_0 = 0xd0;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;

    /// Counts. What is damaged is counted as far as it goes: the decoder will say what is wrong.
    static Repetitions in(Path file, SourceKind kind) throws IOException {
        if (kind != SourceKind.WEBP && kind != SourceKind.JPEG) {
            return NONE;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            FileWindow bytes = new FileWindow(channel);
            return kind == SourceKind.WEBP ? new Repetitions(framesOf(bytes), 0) : new Repetitions(0, scansOf(bytes));
        }
    }

    // Chunks of a name, a length and so many bytes, padded to an even number.
    private static int framesOf(FileWindow webp) throws IOException {
        int frames = 0;
        long at = RIFF_HEADER_BYTES;
        while (at + CHUNK_HEADER_BYTES <= webp.size()) {
            if (littleEndian(webp, at) == FRAME) {
                frames++;
            }
            long length = littleEndian(webp, at + 4);
            at += CHUNK_HEADER_BYTES + length + length % 2;
        }
        return frames;
    }

    private static long littleEndian(FileWindow file, long at) throws IOException {
        return file.at(at) | file.at(at + 1) << 8 | file.at(at + 2) << 16 | (long) file.at(at + 3) << 24;
    }

    // As a decoder goes: from marker to marker, over whatever else there is.
    private static int scansOf(FileWindow jpeg) throws IOException {
        int scans = 0;
        long at = 0;
        while (at + 4 <= jpeg.size()) {
            if (jpeg.at(at) != MARKER || !hasLength(jpeg.at(at + 1))) {
                at++;
                continue;
            }
            int marker = jpeg.at(at + 1);
            if (marker == BASELINE || marker == SEQUENTIAL) {
                return 0;
            }
            if (marker == END_OF_IMAGE) {
                return scans;
            }
            if (marker == START_OF_SCAN) {
                scans++;
            }
            at += 2 + (jpeg.at(at + 2) << 8 | jpeg.at(at + 3));
        }
        return scans;
    }

    // 0xff00 is a byte 0xff of the picture; 0xffff fills.
    private static boolean hasLength(int marker) {
        return marker > 1 && marker != MARKER && (marker < RESTART_0 || marker > START_OF_IMAGE);
    }
}
