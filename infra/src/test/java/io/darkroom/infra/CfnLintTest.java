package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// CloudFormation's linter, which knows what each region offers, over every template.
///
/// It is a Python program that need not be installed; then the templates are not linted, and this says
/// so where nobody
/// overlooks it. With `DARKROOM_REQUIRE_CFN_LINT=true` its absence is a failure.
class CfnLintTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    // Names of zones, an UpdateReplacePolicy and dependencies, as the CDK writes them.
    private static final List<String> IGNORED = List.of("W3010", "W3005", "W3045");

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void findsNoErrorInAnyTemplate(EnvironmentConfig config) throws Exception {
        Templates.of(config);
        if (!isInstalled()) {
            System.err.println("""

                    ******************************************************************************
                    *  cfn-lint is NOT INSTALLED: the templates of %s were NOT LINTED.
                    *  Install it with: pip install cfn-lint
                    ******************************************************************************
                    """.formatted(config.name()));
            assertThat(System.getenv("DARKROOM_REQUIRE_CFN_LINT")).isNotEqualTo("true");
            return;
        }

        Process lint =
                new ProcessBuilder(command(config)).redirectErrorStream(true).start();
        String findings = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(lint.waitFor()).as(findings).isZero();
    }

    private static List<String> command(EnvironmentConfig config) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("cfn-lint", "--non-zero-exit-code", "error", "--regions", config.region()));
        command.add("--ignore-checks");
        command.addAll(IGNORED);
        command.add("--template");
        try (Stream<Path> files = Files.list(Templates.DIRECTORY)) {
            files.filter(file -> file.getFileName().toString().startsWith(config.prefix())
                            && file.toString().endsWith(".template.json"))
                    .sorted()
                    .forEach(file -> command.add(file.toString()));
        }
        return command;
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("cfn-lint", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
