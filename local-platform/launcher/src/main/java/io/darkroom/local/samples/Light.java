package io.darkroom.local.samples;

import java.util.List;

/// The time of day and the season, as the colours of a landscape. The colours are not to be changed.
///
/// @param zenith the sky above
/// @param horizon the sky at the horizon
/// @param sun the sun's light
/// @param cloud lit clouds
/// @param haze what distance fades into
/// @param rock lit rock
/// @param shade what lies in shadow
/// @param growth woods and meadows
/// @param sunHeight how far up the sky the sun stands, 0 to 1
record Light(Rgb zenith, Rgb horizon, Rgb sun, Rgb cloud, Rgb haze, Rgb rock, Rgb shade, Rgb growth, float sunHeight) {

    private static final Light NOON =
            of(0.85f, 0x2f6fb5, 0xb9d5ea, 0xfff6e0, 0xffffff, 0xb4cbe0, 0x9a938a, 0x2c3644, 0x51692f);
    private static final Light EVENING =
            of(0.10f, 0x3b4f86, 0xf6b27a, 0xffcf8a, 0xffd9b8, 0xd9a08a, 0xa9836a, 0x2b2536, 0x5a5a2c);
    private static final Light MORNING =
            of(0.25f, 0x5f8fc4, 0xf3dcc3, 0xffe9c0, 0xfff3e6, 0xc9d3dc, 0x8f8b88, 0x2d3a45, 0x5f7a3a);
    private static final Light DUSK =
            of(0.03f, 0x1c2a56, 0xc46b7c, 0xff9f78, 0xd58a93, 0x7a6788, 0x6b5f73, 0x15182b, 0x2f3b35);
    private static final Light AUTUMN =
            of(0.45f, 0x4f82b8, 0xd6e0e6, 0xfff0d0, 0xfdfaf4, 0xb9c4ca, 0x97897a, 0x33302f, 0x9a6424);
    private static final List<Light> ALL = List.of(NOON, EVENING, MORNING, DUSK, AUTUMN);

    /// The light of a picture.
    static Light of(long seed) {
        return ALL.get(Math.floorMod(seed, ALL.size()));
    }

    // In the order of the components, without the sun's height.
    private static Light of(float sunHeight, int... colours) {
        return new Light(
                Rgb.of(colours[0]),
                Rgb.of(colours[1]),
                Rgb.of(colours[2]),
                Rgb.of(colours[3]),
                Rgb.of(colours[4]),
                Rgb.of(colours[5]),
                Rgb.of(colours[6]),
                Rgb.of(colours[7]),
                sunHeight);
    }
}
