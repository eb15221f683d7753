package io.darkroom.vips;

import java.nio.ByteBuffer;

/// Tells whether an embedded colour profile says sRGB, as most do, so that its image needs no conversion.
///
/// Compares primaries and tone curves: names are not to be trusted, and there are dozens. Layout: ICC.1:2022, clauses
/// 7.3, 9, 10.
final class IccProfile {

    private static final int TAG_TABLE = 128;
    private static final int MAX_TAGS = 100;
    // The red, green and blue primaries of sRGB in XYZ, adapted to D50.
    private static final double[][] PRIMARIES = {
        {0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}
    };
    private static final double[] CURVE_POINTS = {0.02, 0.25, 0.5, 0.75, 1};
    private static final double TOLERANCE = 0.002;

    private final ByteBuffer profile;

    private IccProfile(byte[] profile) {
        this.profile = ByteBuffer.wrap(profile);
    }

    /// Whether this is an RGB profile of sRGB's primaries and curve. A damaged one is not.
    static boolean isSrgb(byte[] profile) {
        try {
            return new IccProfile(profile).isSrgb();
        } catch (IndexOutOfBoundsException _) {
            return false;
        }
    }

    private boolean isSrgb() {
        // A profile with lookup tables (A2B0, A2B1) uses these and not its primaries.
        return profile.getInt(16) == signature("RGB ")
                && tag("A2B0") == 0
                && tag("A2B1") == 0
                && hasPrimary("rXYZ", PRIMARIES[0])
                && hasPrimary("gXYZ", PRIMARIES[1])
                && hasPrimary("bXYZ", PRIMARIES[2])
                && hasCurve("rTRC")
                && hasCurve("gTRC")
                && hasCurve("bTRC");
    }

    private boolean hasPrimary(String name, double[] expected) {
        int tag = tag(name);
        if (tag == 0 || profile.getInt(tag) != signature("XYZ ")) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (Math.abs(fixed(tag + 8 + 4 * i) - expected[i]) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private boolean hasCurve(String name) {
        int tag = tag(name);
        if (tag == 0) {
            return false;
        }
        for (double x : CURVE_POINTS) {
            if (!(Math.abs(curve(tag, x) - srgbCurve(x)) <= TOLERANCE)) {
                return false;
            }
        }
        return true;
    }

    private static double srgbCurve(double x) {
        return x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
    }

    // NaN for a curve of a kind that sRGB profiles do not use.
    private double curve(int tag, double x) {
        int type = profile.getInt(tag);
        if (type == signature("para") && profile.getShort(tag + 8) == 3) {
            return parametric(tag + 12, x);
        }
        return type == signature("curv") && profile.getInt(tag + 8) > 1 ? sampled(tag + 8, x) : Double.NaN;
    }

    // Function type 3: g, a, b, c, d; (ax + b)^g from d upwards, cx below.
    private double parametric(int at, double x) {
        return x >= fixed(at + 16) ? Math.pow(fixed(at + 4) * x + fixed(at + 8), fixed(at)) : fixed(at + 12) * x;
    }

    private double sampled(int at, double x) {
        double position = x * (profile.getInt(at) - 1);
        int below = (int) position;
        int above = (int) Math.ceil(position);
        double low = sample(at + 4 + 2 * below);
        return low + (position - below) * (sample(at + 4 + 2 * above) - low);
    }

    private double sample(int at) {
        return Short.toUnsignedInt(profile.getShort(at)) / 65535.0;
    }

    private double fixed(int at) {
        return profile.getInt(at) / 65536.0;
    }

    // Where a tag's data begin; 0 if the profile has no such tag.
    private int tag(String name) {
        int count = Math.min(profile.getInt(TAG_TABLE), MAX_TAGS);
        for (int i = 0; i < count; i++) {
            int entry = TAG_TABLE + 4 + 12 * i;
            if (profile.getInt(entry) == signature(name)) {
                return profile.getInt(entry + 4);
            }
        }
        return 0;
    }

    private static int signature(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }
}
