package io.darkroom.processors.renditions;

/// How a picture is fitted into a box of another shape.
enum Fit {
    /// The whole picture, as large as the box lets it be.
    INSIDE {
        @Override
        double scale(double acrossWidth, double acrossHeight) {
            return Math.min(acrossWidth, acrossHeight);
        }
    },
    /// The whole box, filled with the part of the picture that people look at first.
    COVER {
        @Override
        double scale(double acrossWidth, double acrossHeight) {
            return Math.max(acrossWidth, acrossHeight);
        }
    };

    /// @param acrossWidth how much the picture must grow to be as wide as the box
    /// @param acrossHeight how much to be as high
    abstract double scale(double acrossWidth, double acrossHeight);
}
