package io.darkroom.local.samples;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;

/// How a camera was held, by the numbers of Exif: what is stored must be mirrored and turned to stand upright.
///
/// @param number 1 to 8
record Orientation(int number) {

    Orientation {
        if (number < 1 || number > 8) {
            throw new IllegalArgumentException("Exif knows the orientations 1 to 8");
        }
    }

    boolean swapsSides() {
        return number >= 5;
    }

    /// What a camera held like this stores of an upright picture.
    BufferedImage stored(BufferedImage upright) {
        int width = swapsSides() ? upright.getHeight() : upright.getWidth();
        int height = swapsSides() ? upright.getWidth() : upright.getHeight();
        BufferedImage stored = new BufferedImage(width, height, upright.getType());
        new AffineTransformOp(
                        toStored(upright.getWidth(), upright.getHeight()), AffineTransformOp.TYPE_NEAREST_NEIGHBOR)
                .filter(upright, stored);
        return stored;
    }

    // From upright coordinates (0,0 at the top left) to stored ones: what the viewer will do, the other way round.
    private AffineTransform toStored(int width, int height) {
        return switch (number) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, -1, 1, 0, 0, width);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, 1, -1, 0, height, 0);
            default -> new AffineTransform();
        };
    }
}
