package io.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiskWatchTest {

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final AtomicLong free = new AtomicLong(DiskWatch.ENOUGH_BYTES);
    private final DiskWatch watch =
            new DiskWatch(Path.of("data"), free::get, new Console(new PrintStream(seen, true, StandardCharsets.UTF_8)));

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void warnsOnceThatTheDiskIsNearlyFull() {
        watch.check();
        assertThat(seen()).isEmpty();

        free.set(DiskWatch.LOW_BYTES - 1);
        watch.check();
        watch.check();

        assertThat(seen().lines())
                .singleElement()
                .asString()
                .contains("The disk of data is nearly full: 511 MB are free");
    }

    @Test
    void tellsThatThereIsRoomAgainOnlyWhenThereIsEnough() {
        free.set(0);
        watch.check();

        free.set(DiskWatch.ENOUGH_BYTES - 1);
        watch.check();
        assertThat(seen()).doesNotContain("room again");

        free.set(DiskWatch.ENOUGH_BYTES);
        watch.check();
        assertThat(seen()).contains("The disk of data has room again");
    }

    @Test
    void saysNothingOfADiskThatCannotBeRead() {
        free.set(-1);

        watch.check();

        assertThat(seen()).isEmpty();
    }

    private String seen() {
        return seen.toString(StandardCharsets.UTF_8);
    }
}
