package io.darkroom.bench.images;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program that makes the sizes: it reads a line for each image and answers with a line.
///
/// @param name in the table
/// @param command starts it, for one kind of image
/// @param environment variables beside the usual ones
/// @param processes how many run side by side
/// @param inFlight images that each has at a time
/// @param language what its lines look like
record Contender(
        String name,
        List<String> command,
        Map<String, String> environment,
        int processes,
        int inFlight,
        LineLanguage language) {

    /// How to speak to it.
    interface LineLanguage {

        /// What asks for an image.
        String request(String id, Path image, Path outputDirectory);

        /// Whether an answer says that it is done.
        boolean isDone(String answer);

        /// The most memory that a program has had which was run for the images, in KiB; 0 if the answer tells
        /// nothing of the kind, because the contender does the work itself.
        default long peakKibibytes(String answer) {
            return 0;
        }
    }

    private static final int PEAK = 2;

    /// Tabs between the fields; `done` and the id come back, and perhaps the peak memory.
    static final LineLanguage PLAIN = new LineLanguage() {
        @Override
        public String request(String id, Path image, Path outputDirectory) {
            return id + "\t" + image + "\t" + outputDirectory;
        }

        @Override
        public boolean isDone(String answer) {
            return answer.startsWith("done\t");
        }

        @Override
        public long peakKibibytes(String answer) {
            String[] fields = answer.split("\t", -1);
            return fields.length > PEAK ? Long.parseLong(fields[PEAK]) : 0;
        }
    };
}
