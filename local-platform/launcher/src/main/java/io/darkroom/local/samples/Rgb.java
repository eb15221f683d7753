package io.darkroom.local.samples;

/// A colour in the making: linear enough to mix, 0 to 1 a channel. Changed in place, since there is one for each of
/// millions of pixels.
final class Rgb {

    float red;
    float green;
    float blue;

    Rgb set(Rgb other) {
        red = other.red;
        green = other.green;
        blue = other.blue;
        return this;
    }

    static Rgb of(int hex) {
        Rgb colour = new Rgb();
        colour.red = (hex >> 16 & 0xff) / 255f;
        colour.green = (hex >> 8 & 0xff) / 255f;
        colour.blue = (hex & 0xff) / 255f;
        return colour;
    }

    /// Moves towards another colour.
    Rgb mix(Rgb other, float share) {
        red += share * (other.red - red);
        green += share * (other.green - green);
        blue += share * (other.blue - blue);
        return this;
    }

    /// Adds light of a colour.
    Rgb add(Rgb light, float strength) {
        red += strength * light.red;
        green += strength * light.green;
        blue += strength * light.blue;
        return this;
    }

    Rgb scale(float factor) {
        red *= factor;
        green *= factor;
        blue *= factor;
        return this;
    }
}
