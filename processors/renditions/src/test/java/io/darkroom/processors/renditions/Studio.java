package io.darkroom.processors.renditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processor.api.ProcessorAnswer.Rejected;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.processors.originals.RefusedException;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import io.darkroom.vips.VipsInput;
import io.darkroom.vips.VipsLoader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// A processor at work on images of the test's, one after another.
final class Studio {

    private final RenditionsProcessor processor = new RenditionsProcessor();
    private final Path directory;
    private Path outputDirectory;

    Studio(Path directory, Map<String, String> parameters) throws IOException, VipsException, RefusedException {
        this.directory = directory;
        this.outputDirectory = directory;
        processor.open(parameters);
    }

    ProcessorAnswer process(Path input, String mediaType) throws IOException, VipsException {
        outputDirectory = Files.createTempDirectory(directory, "out");
        return processor.process(
                new ImageRequest("image", input, outputDirectory, mediaType, Duration.ofSeconds(30), Map.of()));
    }

    ProcessorAnswer process(byte[] image, String mediaType) throws IOException, VipsException {
        return process(Files.write(Files.createTempFile(directory, "in", null), image), mediaType);
    }

    Done develop(byte[] image, String mediaType) throws IOException, VipsException {
        ProcessorAnswer answer = process(image, mediaType);
        assertThat(answer).isInstanceOf(Done.class);
        return (Done) answer;
    }

    Rejected reject(byte[] image, String mediaType) throws IOException, VipsException {
        ProcessorAnswer answer = process(image, mediaType);
        assertThat(answer).isInstanceOf(Rejected.class);
        assertThat(outputFiles()).isEmpty();
        return (Rejected) answer;
    }

    /// The largest rendition of an image, decoded.
    BufferedImage picture(byte[] image, String mediaType) throws IOException, VipsException {
        return decoded(develop(image, mediaType).results().getFirst());
    }

    Path file(ResultFile result) {
        return outputDirectory.resolve(result.file());
    }

    List<String> outputFiles() throws IOException {
        try (Stream<Path> files = Files.list(outputDirectory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    BufferedImage decoded(ResultFile result) throws IOException, VipsException {
        byte[] bytes = Files.readAllBytes(file(result));
        return switch (result.mediaType()) {
            case "image/webp" -> decodedByLibvips(bytes, VipsLoader.WEBP);
            case "image/avif" -> decodedByLibvips(bytes, VipsLoader.AVIF);
            default -> read(bytes);
        };
    }

    /// The numbers in a JPEG, whatever its profile says that they mean.
    BufferedImage rawDecoded(ResultFile result) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream stream =
                ImageIO.createImageInputStream(file(result).toFile())) {
            reader.setInput(stream);
            // The JDK's decoder hands out luma and chroma as a raster.
            return Pictures.ofYcbcr(reader.readRaster(0, null));
        } finally {
            reader.dispose();
        }
    }

    static String sizes(Done done) {
        return done.results().stream()
                .map(result -> result.widthPx() + "x" + result.heightPx())
                .collect(Collectors.joining(" "));
    }

    private static BufferedImage decodedByLibvips(byte[] bytes, VipsLoader loader) throws IOException, VipsException {
        try (VipsInput input = VipsInput.copyOf(bytes)) {
            VipsImage image = input.open(loader);
            return read(image.encoded("png", "keep=none"));
        }
    }

    private static BufferedImage read(byte[] bytes) throws IOException {
        return Pictures.withoutGreySpace(ImageIO.read(new ByteArrayInputStream(bytes)));
    }
}
