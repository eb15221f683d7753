package io.darkroom.bench;

import java.util.List;

/// A process and the CPU time that it has used, as `/proc/PID/stat` tells (proc_pid_stat(5)).
///
/// @param pid which process
/// @param parent who started it
/// @param ownTicks its own time, in user and kernel mode
/// @param endedChildrenTicks the time of its children that have ended, and of theirs
record ProcStat(long pid, long parent, long ownTicks, long endedChildrenTicks) {

    // USER_HZ, what the file counts in, is 100 on every architecture that Linux runs Java on.
    private static final double TICKS_PER_SECOND = 100;

    // Counted from the field after the program's name.
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    /// @throws IllegalArgumentException if the text is something else
    static ProcStat parse(String stat) {
        // The program's name stands in parentheses, and may itself hold spaces and parentheses.
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 1 || close < open) {
            throw new IllegalArgumentException("not a /proc/PID/stat: " + stat);
        }
        long pid = Long.parseLong(stat.substring(0, open).strip());
        List<String> fields = List.of(stat.substring(close + 1).strip().split(" ", -1));
        if (fields.size() <= CHILDREN_SYSTEM) {
            throw new IllegalArgumentException("not a /proc/PID/stat: " + stat);
        }
        return new ProcStat(
                pid,
                number(fields, PARENT),
                number(fields, USER) + number(fields, SYSTEM),
                number(fields, CHILDREN_USER) + number(fields, CHILDREN_SYSTEM));
    }

    private static long number(List<String> fields, int index) {
        return Long.parseLong(fields.get(index));
    }

    double ownSeconds() {
        return ownTicks / TICKS_PER_SECOND;
    }

    double endedChildrenSeconds() {
        return endedChildrenTicks / TICKS_PER_SECOND;
    }
}
