package io.darkroom.processor.api.conformance;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.processor.api.worker.WorkerProtocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a processor is put through, in the order of the report.
final class Cases {

    private static final int REPETITIONS = 20;
    private static final int PARALLEL = 4;
    private static final long IDLE_MILLIS = 2000;

    private final Bench bench;

    Cases(Bench bench) {
        this.bench = bench;
    }

    /// A case: what was seen, if it is as it should be.
    interface Case {

        /// Looks at it.
        ///
        /// @throws ViolationException if it is not as it should be
        /// @throws NotCheckedException if it cannot be told
        String look() throws ViolationException, NotCheckedException, IOException, InterruptedException;
    }

    /// Something cannot be told here.
    static final class NotCheckedException extends Exception {

        NotCheckedException(String why) {
            super(why);
        }
    }

    Map<String, Case> all() {
        byte[] good = bench.settings().image().get();
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("becomes ready", this::ready);
        cases.put("a good image", this::good);
        cases.put("the same image again and again", this::repeated);
        cases.put("a corrupt image", () -> survives(Arrays.copyOf(good, good.length / 2)));
        cases.put("bytes that are no image", () -> survives(noise()));
        cases.put("an empty file", () -> survives(new byte[0]));
        cases.put("a header of 3,600 megapixels", this::huge);
        cases.put("a type that it may not know", this::unknownType);
        cases.put("a request of a later version", this::laterVersion);
        cases.put("a pause between images", this::slow);
        cases.put("four at a time", this::parallel);
        cases.put("killed in the middle", this::killed);
        cases.put("asked to end", this::ends);
        cases.put("SIGTERM", this::terminated);
        cases.put("no room on the disk", this::diskFull);
        return cases;
    }

    private String ready() throws ViolationException, IOException, InterruptedException {
        try (Session session = bench.start()) {
            return session.ready();
        }
    }

    private String good() throws ViolationException, IOException, InterruptedException {
        try (Session session = bench.start()) {
            session.ready();
            ProcessorAnswer.Done done = Bench.done(session, bench.good());
            return done.results().size() + " results, " + done.labels().size() + " labels, "
                    + done.attributes().size() + " attributes";
        }
    }

    private String repeated() throws ViolationException, IOException, InterruptedException {
        try (Session session = bench.start()) {
            session.ready();
            ProcessorAnswer.Done first = Bench.done(session, bench.good());
            for (int i = 1; i < REPETITIONS; i++) {
                ProcessorAnswer.Done next = Bench.done(session, bench.good());
                if (!namesOf(next).equals(namesOf(first)) || !next.labels().equals(first.labels())) {
                    throw new ViolationException("time " + (i + 1) + " it answered otherwise than the first time");
                }
            }
            return REPETITIONS + " times the same";
        }
    }

    private static List<String> namesOf(ProcessorAnswer.Done done) {
        return done.results().stream().map(ResultFile::name).toList();
    }

    // Rejected or, by a processor that does not decode, done; and ready for the next image either way.
    private String survives(byte[] image) throws ViolationException, IOException, InterruptedException {
        try (Session session = bench.start()) {
            session.ready();
            ImageRequest request = bench.request(image);
            session.send(request);
            String seen = judge(session.await(request), request);
            Bench.done(session, bench.good());
            return seen;
        }
    }

    private static String judge(Reply reply, ImageRequest request) throws ViolationException, IOException {
        return switch (reply) {
            case Reply.Answered(ProcessorAnswer.Rejected rejected) -> "rejected: " + rejected.reason();
            case Reply.Answered(ProcessorAnswer.Done done) -> {
                ResultFiles.check(done, request.outputDirectory());
                yield "done";
            }
            case Reply.Answered(ProcessorAnswer.Failed failed) ->
                throw new ViolationException(
                        "it should be rejected, since the image is at fault, but it failed: " + failed.message());
            case Reply.None none -> throw new ViolationException("it should be rejected, but " + none.how());
        };
    }

    private static byte[] noise() {
        return "This is no image at all.\n".repeat(100).getBytes(StandardCharsets.UTF_8);
    }

    private String huge() throws ViolationException, NotCheckedException, IOException, InterruptedException {
        if (!bench.settings().mediaType().equals(Samples.MEDIA_TYPE)) {
            throw new NotCheckedException("the kit makes one only as PNG");
        }
        return survives(Samples.hugePng());
    }

    private String unknownType() throws ViolationException, IOException, InterruptedException {
        try (Session session = bench.start()) {
            session.ready();
            ImageRequest known = bench.good();
            ImageRequest request = new ImageRequest(
                    known.id(),
                    known.input(),
                    known.outputDirectory(),
                    "image/x-unheard-of",
                    known.timeLeft(),
                    known.parameters());
            session.send(request);
            return judge(session.await(request), request);
        }
    }

    private String laterVersion() throws ViolationException, NotCheckedException, IOException, InterruptedException {
        try (Session session = bench.start()) {
            if (!(session instanceof WorkerSession worker)) {
                throw new NotCheckedException("only workers read requests");
            }
            worker.ready();
            ImageRequest request = bench.good();
            worker.sendLine(WorkerProtocol.write(request).replaceFirst("\\{", "{\"of-a-later-version\":[1,{}],"));
            Bench.done(worker.await(request), request);
            return "what it does not know is ignored";
        }
    }

    private String slow() throws ViolationException, NotCheckedException, IOException, InterruptedException {
        try (Session session = bench.start()) {
            if (!(session instanceof WorkerSession worker)) {
                throw new NotCheckedException("only workers wait");
            }
            worker.ready();
            Bench.done(worker, bench.good());
            Thread.sleep(IDLE_MILLIS);
            if (worker.spokeUnasked()) {
                throw new ViolationException("it wrote a line that nobody asked for");
            }
            Bench.done(worker, bench.good());
            return "silent for " + IDLE_MILLIS / 1000 + " s, then the next";
        }
    }

    private String parallel() throws ViolationException, IOException, InterruptedException {
        List<Session> sessions = new ArrayList<>();
        try {
            List<ImageRequest> requests = new ArrayList<>();
            for (int i = 0; i < PARALLEL; i++) {
                sessions.add(bench.start());
                sessions.get(i).ready();
                requests.add(bench.good());
            }
            for (int i = 0; i < PARALLEL; i++) {
                sessions.get(i).send(requests.get(i));
            }
            for (int i = 0; i < PARALLEL; i++) {
                Bench.done(sessions.get(i).await(requests.get(i)), requests.get(i));
            }
            return "none disturbs another";
        } finally {
            sessions.forEach(Session::close);
        }
    }

    private String killed() throws ViolationException, NotCheckedException, IOException, InterruptedException {
        try (Session session = bench.start()) {
            session.ready();
            session.send(bench.good());
            processOf(session).destroyForcibly();
        }
        try (Session next = bench.start()) {
            next.ready();
            Bench.done(next, bench.good());
            return "the next one works";
        }
    }

    private String ends() throws ViolationException, NotCheckedException, IOException, InterruptedException {
        try (Session session = bench.start()) {
            session.ready();
            Bench.done(session, bench.good());
            Process process = processOf(session);
            List<ProcessHandle> started = process.descendants().toList();
            session.finish();
            requireEnd(process, "its input ended");
            return "with exit status " + process.exitValue() + leftRunning(started);
        }
    }

    private void requireEnd(Process process, String what) throws ViolationException, InterruptedException {
        Duration patience = bench.settings().patience();
        if (!process.waitFor(patience)) {
            throw new ViolationException("it still runs " + patience.toSeconds() + " s after " + what);
        }
    }

    private static String leftRunning(List<ProcessHandle> started) throws ViolationException {
        long left = started.stream().filter(ProcessHandle::isAlive).count();
        if (left > 0) {
            throw new ViolationException("it left " + left + " processes running");
        }
        return "";
    }

    private String terminated() throws ViolationException, NotCheckedException, IOException, InterruptedException {
        try (Session session = bench.start()) {
            session.ready();
            session.send(bench.good());
            Process process = processOf(session);
            process.destroy();
            requireEnd(process, "SIGTERM");
            return "it ends";
        }
    }

    // A limit on files is a disk that is full: every write to one fails.
    private String diskFull() throws ViolationException, NotCheckedException, IOException, InterruptedException {
        if (bench.settings().subject() instanceof Subject.Endpoint) {
            throw new NotCheckedException("the endpoint's disk is its own");
        }
        Optional<Path> prlimit = find("prlimit");
        if (prlimit.isEmpty()) {
            throw new NotCheckedException("there is no prlimit on this machine");
        }
        try (Session session = bench.start(prlimit.get().toString(), "--fsize=16")) {
            if (!becomesReady(session)) {
                return "it does not become ready";
            }
            ImageRequest request = bench.good();
            session.send(request);
            return switch (session.await(request)) {
                case Reply.Answered(ProcessorAnswer.Done done) -> {
                    ResultFiles.check(done, request.outputDirectory());
                    yield "it needed none";
                }
                case Reply.Answered(ProcessorAnswer.Rejected _) ->
                    throw new ViolationException("it rejected a good image for want of room");
                case Reply.Answered(ProcessorAnswer.Failed _) -> "it says that it failed";
                case Reply.None none -> none.how();
            };
        }
    }

    // Without room to begin with, that is an answer too.
    private static boolean becomesReady(Session session) throws InterruptedException {
        try {
            session.ready();
            return true;
        } catch (ViolationException e) {
            return false;
        }
    }

    private static Optional<Path> find(String program) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(":", -1))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Process processOf(Session session) throws NotCheckedException {
        return session.process()
                .orElseThrow(() -> new NotCheckedException("the endpoint's process is not this machine's to end"));
    }
}
