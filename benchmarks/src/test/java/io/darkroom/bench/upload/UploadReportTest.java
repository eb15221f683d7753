package io.darkroom.bench.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UploadReportTest {

    private static final int MIB = 1024 * 1024;
    private static final Cell MEDIUM = new Cell(FileSize.MEDIUM, 8);
    private static final Cell LARGE = new Cell(FileSize.LARGE, 8);

    private final Scores scores = new Scores();

    @Test
    void showsTheMedianItsSpreadAndTheShareOfTheLimit() {
        scores.add(MEDIUM, Contender.PLAIN, turn(60, 0.4, 100));
        scores.add(MEDIUM, Contender.PLAIN, turn(90, 0.5, 110));
        scores.add(MEDIUM, Contender.PLAIN, turn(80, 0.8, 150));
        scores.add(MEDIUM, Contender.DIRECT, turn(100, 0, 0));

        assertThat(report(MEDIUM))
                .contains(
                        "| Darkroom, one request per image | 8 | 80.0 (60.0-90.0) | 0.80 | 5.00 (4.00-8.00) | 2.00 | 0.00"
                                + " | 1.00 | 0.36 | 110 (100-150) | 50 |")
                .contains("| AWS SDK straight to S3: the limit | 8 | 100.0 (100.0-100.0) | 1.00 | – |");
    }

    @Test
    void aimsAreReachedOrNot() {
        scores.add(MEDIUM, Contender.PLAIN, turn(80, 0.5, 100));
        scores.add(MEDIUM, Contender.TUS_NODE, turn(50, 0.4, 100));
        scores.add(MEDIUM, Contender.FORM_NODE, turn(50, 1, 100));
        scores.add(MEDIUM, Contender.DIRECT, turn(100, 0, 0));
        scores.add(LARGE, Contender.PLAIN, turn(80, 0.5, 120));
        scores.add(LARGE, Contender.DIRECT, turn(101, 0, 0));

        assertThat(report(MEDIUM, LARGE))
                .contains("8 clients | 4 MB, 8 clients: 0.80; 50 MB, 8 clients: 0.79 | no |")
                .contains("below that of @tus/server, @tus/s3-store | 4 MB, 8 clients: 1.25 | no |")
                .contains("below that of busboy, @aws-sdk/lib-storage | 4 MB, 8 clients: 0.50 | yes |")
                .contains(
                        "image: flat memory, the peak at most 1.25 of that with 4 MB | 50 MB, 8 clients: 1.20 | yes |")
                .contains("(tus): flat memory, the peak at most 1.25 of that with 4 MB | – | not measured |");
    }

    private String report(Cell... cells) {
        List<Contender> contenders = List.of(Contender.PLAIN, Contender.DIRECT);
        return new UploadReport(List.of(cells), contenders, scores, 2).toMarkdown();
    }

    private static Turn turn(int mebibytesPerSecond, double serverSeconds, int peakMegabytes) {
        return new Turn(
                100L * MIB,
                100.0 / mebibytesPerSecond,
                Map.of(Role.SERVER, serverSeconds, Role.S3, 0.2, Role.KAFKA, 0.0, Role.GENERATOR, 0.1),
                Map.of(Role.SERVER, peakMegabytes * 1_000_000L, Role.S3, 50_000_000L));
    }
}
