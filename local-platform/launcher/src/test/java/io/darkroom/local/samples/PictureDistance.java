package io.darkroom.local.samples;

import java.awt.image.BufferedImage;

/// How much two pictures differ.
final class PictureDistance {

    private PictureDistance() {}

    /// The mean difference of a channel, in levels of 255.
    static double mean(BufferedImage one, BufferedImage other) {
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                int a = one.getRGB(x, y);
                int b = other.getRGB(x, y);
                sum += Math.abs((a >> 16 & 0xff) - (b >> 16 & 0xff))
                        + Math.abs((a >> 8 & 0xff) - (b >> 8 & 0xff))
                        + Math.abs((a & 0xff) - (b & 0xff));
            }
        }
        return sum / (3.0 * one.getWidth() * one.getHeight());
    }
}
