package io.darkroom.vips;

/// The colours that an image's numbers can mean.
public enum Gamut {
    /// What every screen shows, and what is meant where nothing is said.
    SRGB("srgb"),
    /// A quarter more colours, as phones take and newer screens show them. Only means what it says with its
    /// profile.
    DISPLAY_P3("p3");

    private final String profile;

    Gamut(String profile) {
        this.profile = profile;
    }

    /// libvips' name of the profile that it has built in.
    String profile() {
        return profile;
    }
}
