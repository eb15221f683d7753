package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Kill -9 of every part in turn while images flow through both doors.
class KillIT {

    private static final int IMAGES_PER_SENDER = 125;
    private static final Duration PACE = Duration.ofMillis(600);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(3);

    @Test
    void everyAcceptedImageEndsExactlyOnceWhateverIsKilled() throws Exception {
        Platform platform = Platform.shared();
        Checker checker = new Checker(platform);
        try (Load load = new Load(platform, IMAGES_PER_SENDER, PACE)) {
            for (String victim : List.of(
                    Platform.UPLOAD,
                    Platform.INGEST,
                    Platform.PROCESSOR,
                    Platform.STATS,
                    Platform.WORKER,
                    Platform.KAFKA,
                    Platform.POSTGRES,
                    Platform.S3)) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_KILLS.toMillis());
                long pid = platform.kill(victim);
                platform.awaitHealed(victim, pid);
            }

            load.finish();
            List<Sent> acknowledged = load.acknowledged();
            checker.awaitQuiet(acknowledged);

            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(4 * IMAGES_PER_SENDER);
            checker.verifyAllProcessed(acknowledged);
            System.out.printf(
                    "kill test: %d images acknowledged, %d tries refused meanwhile, %s%n",
                    acknowledged.size(), load.refusals(), platform.numbers().balance());
        }
    }
}
