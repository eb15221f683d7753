package io.darkroom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTableTest {

    private static final String JAVA = "4711 (java) S 17 4711 4711 0 -1 4194304 99 0 0 0 1250 250 300 50 20 0 30 0 "
            + "123456 1000000 2000 18446744073709551615";

    @Test
    void readsTimesAndParent() {
        ProcStat stat = ProcStat.parse(JAVA);

        assertThat(stat.pid()).isEqualTo(4711);
        assertThat(stat.parent()).isEqualTo(17);
        assertThat(stat.ownSeconds()).isEqualTo(15.0);
        assertThat(stat.endedChildrenSeconds()).isEqualTo(3.5);
    }

    @Test
    void aProgramMayBeCalledAnything() {
        ProcStat stat = ProcStat.parse(JAVA.replace("(java)", "(a) S 99 (b c)"));

        assertThat(stat.parent()).isEqualTo(17);
    }

    @Test
    void refusesWhatIsNoStat() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProcStat.parse("1 (java) S 2"));
        assertThatIllegalArgumentException().isThrownBy(() -> ProcStat.parse("java"));
    }

    @Test
    void descendantsAreChildrenOfAnyDegreeRunningOrEnded() {
        ProcessTable table = new ProcessTable(List.of(
                new ProcStat(1, 0, 1_000, 200),
                new ProcStat(2, 1, 300, 50),
                new ProcStat(3, 2, 10, 5),
                new ProcStat(4, 0, 9_999, 9_999)));

        assertThat(table.ownSeconds(1)).isEqualTo(10.0);
        assertThat(table.descendantsSeconds(1)).isCloseTo(2.0 + 3.0 + 0.5 + 0.1 + 0.05, within(1e-9));
        assertThat(table.descendantsSeconds(3)).isEqualTo(0.05);
    }

    @Test
    void saysThatAProcessHasEnded() {
        ProcessTable table = new ProcessTable(List.of());

        assertThatExceptionOfType(BenchmarkFailedException.class)
                .isThrownBy(() -> table.ownSeconds(5))
                .withMessageContaining("5");
    }

    @Test
    void readsThisVeryProcess() {
        long pid = ProcessHandle.current().pid();

        assertThat(ProcessTable.now().ownSeconds(pid)).isPositive();
    }
}
