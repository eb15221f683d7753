package io.darkroom.local.samples;

import io.darkroom.events.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the samples that come by upload as files, to send them by hand: the main program of `./dev samples`.
public final class SampleFiles {

    private static final long SEED = 7;

    private SampleFiles() {}

    /// Writes them.
    ///
    /// @param arguments the directory
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        for (Sample sample : SampleImages.of(SEED)) {
            if (sample.channel() == Channel.UPLOAD) {
                Files.write(directory.resolve(sample.fileName()), sample.bytes().get());
            }
        }
    }
}
