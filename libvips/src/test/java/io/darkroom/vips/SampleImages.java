package io.darkroom.vips;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    /// A picture without symmetry, as soft as most of a photograph is.
    public static BufferedImage picture(int width, int height) {
        return painted(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    /// The same picture in grey.
    public static BufferedImage greyPicture(int width, int height) {
        var grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        fill(width, height, (x, y, colour) -> grey.getRaster().setSample(x, y, 0, colour.getGreen()));
        return grey;
    }

    /// The same picture in the 216 colours of a palette.
    public static BufferedImage palettePicture(int width, int height) {
        int steps = 6;
        int[] palette = new int[steps * steps * steps];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = new Color(i / 36 * 51, i / 6 % 6 * 51, i % 6 * 51).getRGB();
        }
        var colours = new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
        fill(
                width,
                height,
                (x, y, colour) -> image.getRaster()
                        .setSample(
                                x,
                                y,
                                0,
                                colour.getRed() / 43 * 36 + colour.getGreen() / 43 * 6 + colour.getBlue() / 43));
        return image;
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
        fill(
                width,
                height,
                (x, y, colour) -> raster.setPixel(
                        x, y, new int[] {colour.getRed() * 257, colour.getGreen() * 257, colour.getBlue() * 257}));
        return new BufferedImage(colours, raster, false, null);
    }

    private static BufferedImage painted(BufferedImage image) {
        fill(image.getWidth(), image.getHeight(), (x, y, colour) -> image.setRGB(x, y, colour.getRGB()));
        return image;
    }

    @FunctionalInterface
    private interface Brush {
        void paint(int x, int y, Color colour);
    }

    private static void fill(int width, int height, Brush brush) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                brush.paint(x, y, colourAt((x + 0.5) / width, (y + 0.5) / height));
            }
        }
    }

    private static Color colourAt(double x, double y) {
        double hill = Math.exp(-20 * ((x - 0.3) * (x - 0.3) + (y - 0.7) * (y - 0.7)));
        return new Color((int) (40 + 180 * x * (1 - 0.5 * y)), (int) (60 + 150 * hill), (int)
                (220 - 170 * y + 20 * Math.sin(9 * x)));
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

    /// A JPEG in cyan, magenta, yellow and black without a profile, inverted and marked as Adobe's programs do it.
    public static byte[] cmykJpeg(BufferedImage image) {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, image.getWidth(), image.getHeight(), 4, null);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color colour = new Color(image.getRGB(x, y));
                raster.setPixel(x, y, new int[] {colour.getRed(), colour.getGreen(), colour.getBlue(), 255});
            }
        }
        return Jpegs.withAdobeMarker(written("jpeg", null, new IIOImage(raster, null, null)));
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
        try (VipsInput input = VipsInput.copyOf(png(image))) {
            return input.open(VipsLoader.PNG).encoded(extension, options);
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
