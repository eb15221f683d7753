package io.darkroom.processor.worker;

import io.darkroom.processor.api.ImageRequest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// What passes between the platform and one child: `in`, which it may only read, and `out` for what it makes,
/// both in its own scratch directory. So a child never sees where the images of its neighbours lie. Nothing is
/// copied: an original is linked in, and results are moved out.
///
/// @param in holds the original of the image that the child works on
/// @param out holds the output directory of the image that the child works on
record Exchange(Path in, Path out) {

    /// Makes the two directories.
    static Exchange in(Path scratch) throws IOException {
        return new Exchange(
                Files.createDirectory(scratch.resolve("in")), Files.createDirectory(scratch.resolve("out")));
    }

    /// Places an image: the request with paths that the child can reach.
    ImageRequest place(ImageRequest request) throws IOException {
        Path input = in.resolve("original");
        Files.createLink(input, request.input());
        Path output;
        try {
            output = Files.createDirectory(out.resolve("results"));
        } catch (FileAlreadyExistsException e) {
            throw new IOException("a worker left something where its results belong", e);
        }
        return new ImageRequest(
                request.id(), input, output, request.mediaType(), request.timeLeft(), request.parameters());
    }

    /// Takes the image away and moves what was made of it to where the platform wants it.
    void collect(ImageRequest wanted) throws IOException {
        Files.delete(in.resolve("original"));
        Files.move(out.resolve("results"), wanted.outputDirectory(), StandardCopyOption.REPLACE_EXISTING);
    }
}
