package io.darkroom.local.samples;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/// Encodes pictures with the JDK's own writers.
final class Encoder {

    // About what cameras use.
    private static final float JPEG_QUALITY = 0.92f;

    private Encoder() {}

    static byte[] jpeg(BufferedImage picture) {
        return jpeg(picture, ImageWriteParam.MODE_DISABLED);
    }

    static byte[] progressiveJpeg(BufferedImage picture) {
        return jpeg(picture, ImageWriteParam.MODE_DEFAULT);
    }

    private static byte[] jpeg(BufferedImage picture, int progressiveMode) {
        return write("jpeg", (writer, out) -> {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(JPEG_QUALITY);
            parameters.setProgressiveMode(progressiveMode);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        });
    }

    static byte[] png(BufferedImage picture) {
        return plain("png", picture);
    }

    static byte[] tiff(BufferedImage picture) {
        return plain("tiff", picture);
    }

    private static byte[] plain(String format, BufferedImage picture) {
        return write(format, (writer, out) -> {
            writer.setOutput(out);
            writer.write(picture);
        });
    }

    /// One frame, or an animation that repeats.
    static byte[] gif(List<BufferedImage> frames) {
        return write("gif", (writer, out) -> {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                writer.writeToSequence(new IIOImage(frame, null, frameOf(writer, frame)), null);
            }
            writer.endWriteSequence();
        });
    }

    private static IIOMetadata frameOf(ImageWriter writer, BufferedImage frame) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode control = (IIOMetadataNode)
                root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime", "20");
        control.setAttribute("disposalMethod", "none");
        metadata.setFromTree(format, root);
        return metadata;
    }

    private interface Writing {
        void to(ImageWriter writer, ImageOutputStream out) throws IOException;
    }

    private static byte[] write(String format, Writing writing) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writing.to(writer, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
