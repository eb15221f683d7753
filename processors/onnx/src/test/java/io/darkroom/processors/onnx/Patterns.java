package io.darkroom.processors.onnx;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Random;

/// Pictures of the kinds that the model knows, drawn otherwise than those that it was trained on: in
/// colour, and in other sizes.
final class Patterns {

    private Patterns() {}

    static BufferedImage draw(String kind, long seed) {
        Random chance = new Random(seed);
        int side = 200 + chance.nextInt(400);
        double period = side / (4 + 6 * chance.nextDouble());
        Color dark = new Color(chance.nextInt(90), chance.nextInt(90), chance.nextInt(90));
        Color light = new Color(170 + chance.nextInt(86), 170 + chance.nextInt(86), 170 + chance.nextInt(86));
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean across = (int) (2 * x / period) % 2 == 0;
                boolean down = (int) (2 * y / period) % 2 == 0;
                boolean isLight = switch (kind) {
                    case "horizontal-stripes" -> down;
                    case "vertical-stripes" -> across;
                    case "checks" -> across ^ down;
                    default -> true;
                };
                image.setRGB(x, y, (isLight ? light : dark).getRGB());
            }
        }
        return image;
    }
}
