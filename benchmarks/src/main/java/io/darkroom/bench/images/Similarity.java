package io.darkroom.bench.images;

/// The structural similarity of two pictures' brightness (Wang, Bovik, Sheikh, Simoncelli 2004): 1 for
/// the same picture. Means over windows of 8 × 8 pixels, every 4 pixels.
final class Similarity {

    private static final int WINDOW = 8;
    private static final int STEP = 4;
    private static final double C1 = Math.pow(0.01 * 255, 2);
    private static final double C2 = Math.pow(0.03 * 255, 2);

    private Similarity() {}

    /// @param one brightness, row by row
    /// @param other of the same size
    static double of(double[] one, double[] other, int width, int height) {
        if (one.length != other.length || one.length != width * height) {
            throw new IllegalArgumentException("the pictures differ in size");
        }
        double sum = 0;
        int windows = 0;
        for (int top = 0; top + WINDOW <= height; top += STEP) {
            for (int left = 0; left + WINDOW <= width; left += STEP) {
                sum += ofWindow(one, other, width, left, top);
                windows++;
            }
        }
        return sum / windows;
    }

    private static double ofWindow(double[] one, double[] other, int width, int left, int top) {
        double sumA = 0;
        double sumB = 0;
        double sumAa = 0;
        double sumBb = 0;
        double sumAb = 0;
        for (int y = top; y < top + WINDOW; y++) {
            for (int x = left; x < left + WINDOW; x++) {
                double a = one[y * width + x];
                double b = other[y * width + x];
                sumA += a;
                sumB += b;
                sumAa += a * a;
                sumBb += b * b;
                sumAb += a * b;
            }
        }
        double n = WINDOW * WINDOW;
        double meanA = sumA / n;
        double meanB = sumB / n;
        double varianceA = sumAa / n - meanA * meanA;
        double varianceB = sumBb / n - meanB * meanB;
        double covariance = sumAb / n - meanA * meanB;
        return (2 * meanA * meanB + C1)
                * (2 * covariance + C2)
                / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
    }
}
