package io.darkroom.bench.upload;

import io.darkroom.bench.BenchmarkFailedException;
import io.darkroom.bench.PeakMemory;
import io.darkroom.bench.ProcessTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sends files by so many clients at a time, and measures what that takes.
final class Generator {

    private final Arena arena;
    private final Map<FileSize, TestFile> files = new EnumMap<>(FileSize.class);

    Generator(Arena arena) {
        this.arena = arena;
    }

    /// Lets a contender have its turn. Each client sends at least once; afterwards everything is verified and removed.
    ///
    /// @param time for how long new files are begun
    /// @throws BenchmarkFailedException if a file is refused, or stored wrongly
    Turn turn(Contender contender, Cell cell, Duration time) throws IOException, InterruptedException {
        TestFile file = files.computeIfAbsent(cell.size(), TestFile::new);
        List<Sender> senders = arena.senders(contender, file, cell.clients());
        try {
            Map<Role, Long> processes = arena.processes(contender);
            processes.values().forEach(PeakMemory::reset);
            Map<Role, Double> before = cpuSeconds(processes);
            long start = System.nanoTime();
            int sent = send(contender, senders, start + time.toNanos());
            double seconds = (System.nanoTime() - start) / 1e9;
            Map<Role, Double> used = cpuSeconds(processes);
            before.forEach((role, already) -> used.merge(role, -already, Double::sum));
            Turn turn = new Turn((long) sent * cell.size().bytes(), seconds, used, peaks(processes));
            StoredFiles stored = arena.stored(contender);
            stored.verify(sent, file);
            stored.clear();
            return turn;
        } finally {
            for (Sender sender : senders) {
                sender.close();
            }
        }
    }

    private static int send(Contender contender, List<Sender> senders, long end) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(senders.size())) {
            List<Future<Integer>> counts = new ArrayList<>();
            for (Sender sender : senders) {
                counts.add(threads.submit(() -> sendUntil(sender, end)));
            }
            int sent = 0;
            for (Future<Integer> count : counts) {
                sent += count.get();
            }
            return sent;
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException(contender.title() + ": " + e.getCause(), e);
        }
    }

    private static int sendUntil(Sender sender, long end) throws IOException {
        int sent = 0;
        do {
            sender.send();
            sent++;
        } while (System.nanoTime() - end < 0);
        return sent;
    }

    private static Map<Role, Double> cpuSeconds(Map<Role, Long> processes) {
        ProcessTable table = ProcessTable.now();
        Map<Role, Double> seconds = new EnumMap<>(Role.class);
        processes.forEach((role, pid) -> seconds.put(role, table.ownSeconds(pid)));
        return seconds;
    }

    private static Map<Role, Long> peaks(Map<Role, Long> processes) {
        Map<Role, Long> peaks = new EnumMap<>(Role.class);
        processes.forEach((role, pid) -> peaks.put(role, PeakMemory.of(pid)));
        return peaks;
    }
}
