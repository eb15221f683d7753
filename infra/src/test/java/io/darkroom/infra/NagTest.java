package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.config.Environments;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/// AWS's own rules for solutions, by cdk-nag: what it finds is either mended or stands in `nag.txt`
/// with a reason.
class NagTest {

    private static final Pattern ROW = Pattern.compile("^\"(.*?)\",\"(.*?)\",\"Non-Compliant\",");

    /// A finding that stands, and why.
    ///
    /// @param rule the rule, and the wildcard that it names
    /// @param resource where, as a pattern
    /// @param reason why it stands
    private record Accepted(Pattern rule, Pattern resource, String reason) {

        static Accepted of(String row) {
            String[] parts = row.split(" \\| ");
            assertThat(parts).as("rule | resource | reason: " + row).hasSize(3);
            assertThat(parts[2].length()).as("a reason: " + row).isGreaterThan(20);
            return new Accepted(Pattern.compile(parts[0]), Pattern.compile(parts[1]), parts[2]);
        }

        boolean covers(String finding) {
            String[] parts = finding.split(" ", 2);
            return rule.matcher(parts[0]).matches()
                    && resource.matcher(parts[1]).matches();
        }
    }

    @Test
    void findsNothingButWhatStandsWithAReason(@TempDir Path directory) throws IOException {
        List<Accepted> accepted =
                ExpectedTable.rows("/nag.txt").stream().map(Accepted::of).toList();

        Set<String> findings = findings(directory);

        assertThat(findings)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(accepted).as(finding).anyMatch(row -> row.covers(finding)));
        assertThat(accepted)
                .as("reasons for what is found no longer")
                .allSatisfy(row -> assertThat(findings).as(row.toString()).anyMatch(row::covers));
    }

    private static Set<String> findings(Path directory) throws IOException {
        App app = Synthesis.app(directory, List.of(Environments.SINGAPORE));
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(false).build());
        app.synth();
        Set<String> findings = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path report : files.filter(file -> file.toString().endsWith("-NagReport.csv"))
                    .toList()) {
                for (String line : Files.readAllLines(report)) {
                    Matcher row = ROW.matcher(line);
                    if (row.find()) {
                        findings.add(row.group(1).replace(" ", "") + " " + row.group(2));
                    }
                }
            }
        }
        return findings;
    }
}
