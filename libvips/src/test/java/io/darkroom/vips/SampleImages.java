package io.darkroom.vips;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/// Pictures made here, encoded by the JDK's own writers, and by libvips where the JDK has none.
public final class SampleImages {

    private SampleImages() {}

    /// A picture whose four corners differ, with soft gradients as photographs have them.
    public static BufferedImage picture(int width, int height) {
        return painted(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    /// The same picture in grey.
    public static BufferedImage greyPicture(int width, int height) {
        return painted(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY));
    }

    /// The same picture in 256 colours of a palette.
    public static BufferedImage palettePicture(int width, int height) {
        return painted(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED));
    }

    /// The same picture with a fully transparent left half.
    public static BufferedImage halfTransparentPicture(int width, int height) {
        BufferedImage image = opaquePictureWithAlpha(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width / 2; x++) {
                image.setRGB(x, y, image.getRGB(x, y) & 0xffffff);
            }
        }
        return image;
    }

    /// The same picture with an alpha channel in which nothing is transparent.
    public static BufferedImage opaquePictureWithAlpha(int width, int height) {
        return painted(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB));
    }

    /// The same picture with 16 bits a channel.
    public static BufferedImage deepPicture(int width, int height) {
        var colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                false,
                false,
                ComponentColorModel.OPAQUE,
                DataBuffer.TYPE_USHORT);
        WritableRaster raster = colours.createCompatibleWritableRaster(width, height);
        BufferedImage shallow = picture(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Color colour = new Color(shallow.getRGB(x, y));
                raster.setPixel(
                        x, y, new int[] {colour.getRed() * 257, colour.getGreen() * 257, colour.getBlue() * 257});
            }
        }
        return new BufferedImage(colours, raster, false, null);
    }

    private static BufferedImage painted(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setPaint(new GradientPaint(0, 0, new Color(30, 60, 120), 0, height, new Color(230, 190, 140)));
        canvas.fillRect(0, 0, width, height);
        canvas.setPaint(new GradientPaint(0, 0, new Color(220, 40, 40), width / 2f, 0, new Color(120, 20, 20)));
        canvas.fillRect(0, 0, width / 2, height / 3);
        canvas.setPaint(
                new GradientPaint(0, height / 2f, new Color(20, 140, 60), width, height, new Color(60, 200, 90)));
        canvas.fillOval(width / 2, height / 2, width / 2 + 1, height / 2 + 1);
        canvas.dispose();
        return image;
    }

    /// As the JDK's writer for that format name (`jpeg`, `png`, `gif`, `tiff`) encodes it by default.
    public static byte[] encoded(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("no writer for such an image as " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] jpeg(BufferedImage image) {
        return encoded(image, "jpeg");
    }

    public static byte[] png(BufferedImage image) {
        return encoded(image, "png");
    }

    public static byte[] progressiveJpeg(BufferedImage image) {
        return progressive(image, "jpeg");
    }

    public static byte[] interlacedPng(BufferedImage image) {
        return progressive(image, "png");
    }

    /// A JPEG of four components that are cyan, magenta, yellow and black, 0 for no ink, with no profile.
    public static byte[] cmykJpeg(BufferedImage image) {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, image.getWidth(), image.getHeight(), 4, null);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color colour = new Color(image.getRGB(x, y));
                raster.setPixel(
                        x, y, new int[] {255 - colour.getRed(), 255 - colour.getGreen(), 255 - colour.getBlue(), 0});
            }
        }
        return written("jpeg", null, new IIOImage(raster, null, null));
    }

    /// An endless animation in which every frame is another picture.
    public static byte[] animatedGif(BufferedImage... frames) {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                writer.writeToSequence(new IIOImage(frame, null, frameMetadata(writer, frame)), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadata frameMetadata(ImageWriter writer, BufferedImage frame) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
        String format = metadata.getNativeMetadataFormatName();
        var root = (IIOMetadataNode) metadata.getAsTree(format);
        var control = (IIOMetadataNode)
                root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime", "10");
        control.setAttribute("disposalMethod", "none");
        metadata.setFromTree(format, root);
        return metadata;
    }

    /// As libvips encodes it.
    ///
    /// @param extension the format: `webp`, `avif` and so on
    /// @param options the libvips saver's
    public static byte[] encodedByLibvips(BufferedImage image, String extension, String options) {
        try {
            Path file = Files.createTempFile("sample", "." + extension);
            try (VipsInput input = VipsInput.copyOf(png(image))) {
                input.open(VipsLoader.PNG).write(file, options);
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (VipsException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] webp(BufferedImage image) {
        return encodedByLibvips(image, "webp", "Q=90,effort=0");
    }

    public static byte[] avif(BufferedImage image) {
        return encodedByLibvips(image, "avif", "Q=80,effort=0");
    }

    private static byte[] progressive(BufferedImage image, String format) {
        ImageWriteParam parameters =
                ImageIO.getImageWritersByFormatName(format).next().getDefaultWriteParam();
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        return written(format, parameters, new IIOImage(image, null, null));
    }

    private static byte[] written(String format, ImageWriteParam parameters, IIOImage image) {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, image, parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
