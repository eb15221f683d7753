package io.darkroom.processor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.processor.worker.ProcessTable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTableTest {

    private static final long OURS = ProcessHandle.current().pid();
    private static final long WORKER = OURS + 100;

    private final ProcessTable table = new ProcessTable(List.of(
            new Row(OURS, 1, OURS - 1),
            new Row(WORKER, OURS, WORKER),
            new Row(WORKER + 1, WORKER, WORKER),
            // Its parent has gone.
            new Row(WORKER + 2, 1, WORKER),
            // In a group of its own.
            new Row(WORKER + 3, WORKER + 2, WORKER + 3),
            new Row(WORKER + 4, WORKER, OURS - 1),
            new Row(WORKER + 5, OURS, WORKER + 5)));

    @Test
    void countsTheGroupOfAProcessAndTheDescendantsOfBoth() {
        assertThat(table.membersOf(WORKER))
                .containsExactlyInAnyOrder(WORKER, WORKER + 1, WORKER + 2, WORKER + 3, WORKER + 4);
    }

    @Test
    void findsTheGroupsOfAllOfThemButNeverOurs() {
        assertThat(table.groupsOf(WORKER)).containsExactlyInAnyOrder(WORKER, WORKER + 3);
    }
}
