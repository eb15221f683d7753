package io.darkroom.processors.renditions;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/// The reference that results are held against: plain arithmetic on pixels.
final class Pictures {

    private Pictures() {}

    /// The mean absolute difference of a colour channel, 0 to 255.
    static double distance(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            throw new IllegalArgumentException("the pictures differ in size");
        }
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                int a = one.getRGB(x, y);
                int b = other.getRGB(x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    sum += Math.abs((a >> shift & 0xff) - (b >> shift & 0xff));
                }
            }
        }
        return sum / (3.0 * one.getWidth() * one.getHeight());
    }

    /// Resized by taking the mean of the area that each new pixel covers.
    static BufferedImage resized(BufferedImage image, int width, int height) {
        var resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                resized.setRGB(
                        x,
                        y,
                        mean(
                                image,
                                (double) x * image.getWidth() / width,
                                (double) y * image.getHeight() / height,
                                (double) (x + 1) * image.getWidth() / width,
                                (double) (y + 1) * image.getHeight() / height));
            }
        }
        return resized;
    }

    private static int mean(BufferedImage image, double left, double top, double right, double bottom) {
        double[] sums = new double[3];
        double total = 0;
        for (int y = (int) top; y < Math.min(Math.ceil(bottom), image.getHeight()); y++) {
            for (int x = (int) left; x < Math.min(Math.ceil(right), image.getWidth()); x++) {
                double weight =
                        (Math.min(x + 1, right) - Math.max(x, left)) * (Math.min(y + 1, bottom) - Math.max(y, top));
                int rgb = image.getRGB(x, y);
                for (int band = 0; band < 3; band++) {
                    sums[band] += weight * (rgb >> (16 - 8 * band) & 0xff);
                }
                total += weight;
            }
        }
        return (int) Math.round(sums[0] / total) << 16
                | (int) Math.round(sums[1] / total) << 8
                | (int) Math.round(sums[2] / total);
    }

    static BufferedImage inverted(BufferedImage image) {
        var inverted = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                inverted.setRGB(x, y, ~image.getRGB(x, y));
            }
        }
        return inverted;
    }

    /// How a camera stores a picture that it marks with this EXIF orientation. TIFF 6.0: the value says
    /// where row 0 and column 0 of what is stored lie in the picture.
    static BufferedImage storedFor(BufferedImage upright, int orientation) {
        boolean turned = orientation >= 5;
        int width = turned ? upright.getHeight() : upright.getWidth();
        int height = turned ? upright.getWidth() : upright.getHeight();
        var stored = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int lastRow = height - 1 - row;
                int lastColumn = width - 1 - column;
                int rgb = switch (orientation) {
                    case 1 -> upright.getRGB(column, row);
                    case 2 -> upright.getRGB(lastColumn, row);
                    case 3 -> upright.getRGB(lastColumn, lastRow);
                    case 4 -> upright.getRGB(column, lastRow);
                    case 5 -> upright.getRGB(row, column);
                    case 6 -> upright.getRGB(lastRow, column);
                    case 7 -> upright.getRGB(lastRow, lastColumn);
                    case 8 -> upright.getRGB(row, lastColumn);
                    default -> throw new IllegalArgumentException("no such orientation: " + orientation);
                };
                stored.setRGB(column, row, rgb);
            }
        }
        return stored;
    }

    /// The JDK takes grey samples to be linear; everyone else takes them to be sRGB.
    static BufferedImage withoutGreySpace(BufferedImage image) {
        if (image.getRaster().getNumBands() > 1 || image.getColorModel() instanceof IndexColorModel) {
            return image;
        }
        var rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                rgb.setRGB(x, y, image.getRaster().getSample(x, y, 0) * 0x010101);
            }
        }
        return rgb;
    }

    /// What the numbers of an image mean in sRGB, as the JDK's colour management says.
    static BufferedImage converted(BufferedImage image, ColorSpace space) {
        var converted = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        float[] colour = new float[3];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                for (int band = 0; band < 3; band++) {
                    colour[band] = (rgb >> (16 - 8 * band) & 0xff) / 255f;
                }
                converted.setRGB(x, y, rgb(space.toRGB(colour)));
            }
        }
        return converted;
    }

    /// Luma and chroma as JFIF 1.02 defines them.
    static BufferedImage ofYcbcr(Raster raster) {
        var image = new BufferedImage(raster.getWidth(), raster.getHeight(), BufferedImage.TYPE_INT_RGB);
        double[] pixel = new double[3];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                raster.getPixel(x, y, pixel);
                double luma = pixel[0];
                double blue = pixel[1] - 128;
                double red = pixel[2] - 128;
                image.setRGB(
                        x,
                        y,
                        eight(luma + 1.402 * red) << 16
                                | eight(luma - 0.344136 * blue - 0.714136 * red) << 8
                                | eight(luma + 1.772 * blue));
            }
        }
        return image;
    }

    private static int eight(double value) {
        return Math.clamp(Math.round(value), 0, 255);
    }

    static int rgb(float[] colour) {
        return Math.round(colour[0] * 255) << 16 | Math.round(colour[1] * 255) << 8 | Math.round(colour[2] * 255);
    }
}
