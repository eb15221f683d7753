package io.darkroom.processor.api.conformance;

import io.darkroom.processor.api.conformance.Cases.NotCheckedException;
import io.darkroom.processor.api.conformance.Finding.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The conformance kit's main: `conformance [OPTION]... -- COMMAND`. Prints a report and ends with 0 if nothing failed.
public final class ConformanceMain {

    private static final int USAGE = 64;

    private ConformanceMain() {}

    /// Runs the kit.
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(args), out));
    }

    /// Runs the kit.
    ///
    /// @return the exit status
    static int run(List<String> arguments, PrintStream out) throws IOException, InterruptedException {
        Settings settings;
        try {
            settings = Settings.parse(arguments);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.print(Settings.USAGE);
            return USAGE;
        }
        out.println("Conformance of: " + settings.subject().description());
        List<Finding> findings = new ArrayList<>();
        try (Bench bench = Bench.open(settings)) {
            for (Map.Entry<String, Cases.Case> entry : new Cases(bench).all().entrySet()) {
                Finding finding = look(entry.getKey(), entry.getValue());
                findings.add(finding);
                out.println(finding.line());
            }
        }
        out.println(summary(findings));
        return count(findings, Verdict.FAILED) == 0 ? 0 : 1;
    }

    private static Finding look(String name, Cases.Case it) throws InterruptedException {
        long begin = System.nanoTime();
        Verdict verdict;
        String remark;
        try {
            remark = it.look();
            verdict = Verdict.PASSED;
        } catch (NotCheckedException e) {
            remark = String.valueOf(e.getMessage());
            verdict = Verdict.NOT_CHECKED;
        } catch (ViolationException e) {
            remark = String.valueOf(e.getMessage());
            verdict = Verdict.FAILED;
        } catch (IOException e) {
            remark = "it does not take what it is given: " + e.getMessage();
            verdict = Verdict.FAILED;
        }
        return new Finding(name, verdict, Duration.ofNanos(System.nanoTime() - begin), remark);
    }

    private static String summary(List<Finding> findings) {
        long failed = count(findings, Verdict.FAILED);
        return failed == 0
                ? "It conforms: " + count(findings, Verdict.PASSED) + " of " + findings.size() + " cases passed, "
                        + count(findings, Verdict.NOT_CHECKED) + " could not be checked."
                : "It does not conform: " + failed + " of " + findings.size() + " cases failed.";
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }
}
