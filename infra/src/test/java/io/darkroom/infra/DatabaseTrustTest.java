package io.darkroom.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The roots by which the database must prove to be RDS. Whether they are Amazon's, only Amazon's own bundle tells: see
/// `docs/run-in-containers.md`.
class DatabaseTrustTest {

    static final List<EnvironmentConfig> ENVIRONMENTS = Environments.ALL;

    private static final Path BUNDLE = Path.of("../containers/trust/rds.pem");
    private static final List<X509Certificate> ROOTS = roots();

    @ParameterizedTest
    @FieldSource("ENVIRONMENTS")
    void hasTheThreeRootsOfEachRegionThatWeRunIn(EnvironmentConfig config) {
        String prefix = "CN=Amazon RDS " + config.region() + " Root CA ";

        assertThat(ROOTS)
                .extracting(root -> root.getSubjectX500Principal().getName())
                .filteredOn(name -> name.contains(prefix))
                .extracting(name ->
                        name.substring(name.indexOf(prefix) + prefix.length()).replaceFirst(",.*", ""))
                .containsExactlyInAnyOrder("RSA2048 G1", "RSA4096 G1", "ECC384 G1");
    }

    @Test
    void hasNoRootThatHasExpiredOrSoonWill() {
        Instant inTenYears = Instant.now().plus(3650, ChronoUnit.DAYS);

        assertThat(ROOTS).allSatisfy(root -> {
            assertThat(root.getNotBefore().toInstant()).isBefore(Instant.now());
            assertThat(root.getNotAfter().toInstant()).isAfter(inTenYears);
        });
    }

    /// What people read is what is trusted.
    @Test
    void saysOfEachRootWhatItIs() throws IOException {
        List<String> said = Files.readAllLines(BUNDLE).stream()
                .filter(line -> line.startsWith("# Amazon RDS ") || line.startsWith("# SHA-256 "))
                .toList();
        List<String> trusted = ROOTS.stream()
                .flatMap(root -> List.of(title(root), "# SHA-256 " + fingerprint(root)).stream())
                .toList();

        assertThat(said).containsExactlyElementsOf(trusted);
        assertThat(ROOTS).hasSize(81).doesNotHaveDuplicates();
    }

    private static String title(X509Certificate root) {
        String name = root.getSubjectX500Principal().getName();
        int start = name.indexOf("CN=") + 3;
        return "# %s, until %s"
                .formatted(
                        name.substring(start).replaceFirst(",.*", ""),
                        LocalDate.ofInstant(root.getNotAfter().toInstant(), ZoneOffset.UTC));
    }

    private static String fingerprint(X509Certificate root) {
        try {
            return HexFormat.ofDelimiter(":")
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(root.getEncoded()))
                    .toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<X509Certificate> roots() {
        try (var pem = Files.newInputStream(BUNDLE)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | CertificateException e) {
            throw new AssertionError(e);
        }
    }
}
