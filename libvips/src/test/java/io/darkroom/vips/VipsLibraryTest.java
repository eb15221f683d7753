package io.darkroom.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VipsLibraryTest {

    @Test
    void liesBesideTheModule() {
        assertThat(VipsLibrary.locate()).isRegularFile().asString().contains("natives");
    }

    @Test
    void liesBesideTheJarWhereverThatIsCopied(@TempDir Path lib) throws IOException {
        Path beside =
                lib.resolve("natives").resolve(VipsLibrary.locate().getParent().getFileName());
        Files.createDirectories(beside);
        Path library = Files.createFile(beside.resolve("libvips-cpp.so.1"));

        assertThat(VipsLibrary.locateBeside(lib.resolve("libvips-1.0.jar"))).isEqualTo(library);
    }

    @Test
    void saysWhereItWasLookedForAndHowToNameAnother(@TempDir Path empty) {
        assertThatThrownBy(() -> VipsLibrary.locateBeside(empty.resolve("libvips.jar")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(empty.toString())
                .hasMessageContaining("darkroom.libvips.path");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, linux-x64",
        "Linux, aarch64, false, linux-arm64",
        "Linux, amd64, true, linuxmusl-x64",
        "Mac OS X, aarch64, false, darwin-arm64",
        "Mac OS X, x86_64, false, darwin-x64"
    })
    void thePlatformIsNamedAsItsPackageIs(String osName, String osArch, boolean musl, String platform) {
        assertThat(VipsLibrary.platform(osName, osArch, musl)).isEqualTo(platform);
    }

    @Test
    void aPlatformWithoutAPackageIsNamedInTheMessage() {
        assertThatThrownBy(() -> VipsLibrary.platform("Windows 11", "amd64", false))
                .hasMessageContaining("Windows 11")
                .hasMessageContaining("darkroom.libvips.path");
    }
}
