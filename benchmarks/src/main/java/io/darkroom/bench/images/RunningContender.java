package io.darkroom.bench.images;

import io.darkroom.bench.BenchmarkFailedException;
import io.darkroom.bench.PeakMemory;
import io.darkroom.bench.ProcessTable;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A contender's processes, started and ready.
final class RunningContender implements AutoCloseable {

    private static final String ALLOWED = "Cpus_allowed_list:";

    private static final int CPUS = 2;
    private static final int BYTES_PER_KB = 1024;

    private record Child(Process process, BufferedWriter requests, BufferedReader answers, AtomicLong peakOfRuns) {}

    /// One image to do.
    ///
    /// @param id names it in requests and answers
    /// @param output an empty directory
    record Job(String id, Path image, Path output) {}

    /// What a round took.
    ///
    /// @param cpuSeconds of all its processes
    record Round(int images, double seconds, double cpuSeconds) {

        double cpuMillisPerImage() {
            return 1000 * cpuSeconds / images;
        }

        double imagesPerSecond() {
            return images / seconds;
        }
    }

    private final Contender contender;
    private final List<Child> children = new ArrayList<>();
    private final ExecutorService threads;

    private RunningContender(Contender contender) {
        this.contender = contender;
        this.threads = Executors.newFixedThreadPool(contender.processes());
    }

    /// Starts the processes and waits until each has greeted with a line.
    static RunningContender start(Contender contender) throws IOException {
        RunningContender running = new RunningContender(contender);
        try {
            for (int i = 0; i < contender.processes(); i++) {
                running.children.add(start(contender.name(), contender));
            }
            for (Child child : running.children) {
                running.answer(child);
            }
            return running;
        } catch (IOException | RuntimeException e) {
            running.close();
            throw e;
        }
    }

    private static Child start(String name, Contender contender) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "--cpu-list", cpus()));
        command.addAll(contender.command());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(contender.environment());
        try {
            Process process = builder.start();
            return new Child(
                    process,
                    process.outputWriter(StandardCharsets.UTF_8),
                    process.inputReader(StandardCharsets.UTF_8),
                    new AtomicLong());
        } catch (IOException e) {
            throw new IOException(name + " cannot be started", e);
        }
    }

    private static String cpus() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(ALLOWED))
                .map(line -> firstCpus(line.substring(ALLOWED.length()).strip()))
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/self/status says nothing of CPUs"));
    }

    /// The two CPUs that every contender has: the first of those that this process may use, as in `0-3,8`.
    static String firstCpus(String allowed) {
        return Stream.of(allowed.split(",", -1))
                .map(range -> range.split("-", -1))
                .flatMapToInt(ends ->
                        IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
                .limit(CPUS)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
    }

    /// Does all of them.
    ///
    /// @throws BenchmarkFailedException if the contender fails on one
    Round run(List<Job> jobs) throws InterruptedException {
        Queue<Job> waiting = new ConcurrentLinkedQueue<>(jobs);
        double cpuBefore = cpuSeconds();
        long start = System.nanoTime();
        List<Future<?>> turns = new ArrayList<>();
        for (Child child : children) {
            turns.add(threads.submit(() -> {
                workOff(waiting, child);
                return null;
            }));
        }
        for (Future<?> turn : turns) {
            await(turn);
        }
        return new Round(jobs.size(), (System.nanoTime() - start) / 1e9, cpuSeconds() - cpuBefore);
    }

    private void await(Future<?> turn) throws InterruptedException {
        try {
            turn.get();
        } catch (ExecutionException e) {
            throw new BenchmarkFailedException(contender.name() + " failed: " + e.getCause(), e);
        }
    }

    private void workOff(Queue<Job> waiting, Child child) throws IOException {
        int inFlight = 0;
        for (Job job = waiting.poll(); job != null; job = waiting.poll()) {
            if (inFlight == contender.inFlight()) {
                takeAnswer(child);
                inFlight--;
            }
            child.requests.write(contender.language().request(job.id, job.image, job.output));
            child.requests.write('\n');
            child.requests.flush();
            inFlight++;
        }
        for (; inFlight > 0; inFlight--) {
            takeAnswer(child);
        }
    }

    private String answer(Child child) throws IOException {
        String line = child.answers.readLine();
        if (line == null) {
            throw new IOException("it has ended");
        }
        return line;
    }

    private void takeAnswer(Child child) throws IOException {
        String answer = answer(child);
        if (!contender.language().isDone(answer)) {
            throw new IOException("it answered " + answer);
        }
        child.peakOfRuns.accumulateAndGet(contender.language().peakKibibytes(answer), Math::max);
    }

    private double cpuSeconds() {
        ProcessTable table = ProcessTable.now();
        return children.stream()
                .map(child -> child.process.pid())
                .mapToDouble(pid -> table.ownSeconds(pid) + table.descendantsSeconds(pid))
                .sum();
    }

    /// The most memory that its processes have had, each at its own worst moment, added up: no less than
    /// what they had together. Of one that runs another program, what that one has had.
    long peakBytes() {
        return children.stream().mapToLong(RunningContender::peakBytes).sum();
    }

    private static long peakBytes(Child child) {
        long ofRuns = child.peakOfRuns.get();
        return ofRuns > 0 ? BYTES_PER_KB * ofRuns : PeakMemory.of(child.process.pid());
    }

    /// Ends the processes.
    @Override
    public void close() {
        threads.shutdownNow();
        for (Child child : children) {
            try {
                child.requests.close();
                if (!child.process.waitFor(5, TimeUnit.SECONDS)) {
                    child.process.destroyForcibly();
                }
            } catch (IOException e) {
                child.process.destroyForcibly();
            } catch (InterruptedException e) {
                child.process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
