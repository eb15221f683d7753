package io.darkroom.local.samples;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;

/// Pictures in memory.
final class Pictures {

    private Pictures() {}

    /// A landscape; the seed decides the place and the time of day.
    static BufferedImage landscape(long seed, int widthPx, int heightPx) {
        return landscape(seed, widthPx, heightPx, 0);
    }

    /// @param aside how far to the right the camera was moved, in picture heights
    static BufferedImage landscape(long seed, int widthPx, int heightPx, float aside) {
        Landscape place = new Landscape(seed, Light.of(seed), aside + widthPx / (float) heightPx);
        return Camera.photograph(place, widthPx, heightPx, seed, aside);
    }

    /// The same without colour.
    static BufferedImage grey(BufferedImage picture) {
        BufferedImage grey = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D canvas = grey.createGraphics();
        canvas.drawImage(picture, 0, 0, null);
        canvas.dispose();
        return grey;
    }

    /// A round piece of it on a transparent ground, with a soft edge.
    static BufferedImage round(BufferedImage picture) {
        BufferedImage round = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = round.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.fill(new Ellipse2D.Float(4, 4, picture.getWidth() - 8f, picture.getHeight() - 8f));
        canvas.setComposite(AlphaComposite.SrcIn);
        canvas.drawImage(picture, 0, 0, null);
        canvas.dispose();
        return round;
    }
}
