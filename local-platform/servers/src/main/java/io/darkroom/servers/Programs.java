package io.darkroom.servers;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the build has put the server programs: in a checkout, the modules beside this one; elsewhere, the folder named
/// by the system property `darkroom.programs`.
final class Programs {

    static final String LOCATION_PROPERTY = "darkroom.programs";

    private static final Pattern PATH_SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

    private Programs() {}

    /// The jars of a program, its own first.
    ///
    /// @throws ServerFailedException if it has not been built
    static List<Path> classPath(String module) {
        Path target = location().resolve(module).resolve("target");
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(target)) {
            files.filter(file -> file.getFileName().toString().matches(module + "-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
                    .forEach(jars::add);
            PATH_SEPARATOR
                    .splitAsStream(Files.readString(target.resolve("program.classpath"))
                            .strip())
                    .filter(jar -> !jar.isEmpty())
                    .map(Path::of)
                    .forEach(jars::add);
        } catch (IOException e) {
            throw new ServerFailedException(
                    "The program %s is not built (%s); run ./mvnw package".formatted(module, target), e);
        }
        return jars;
    }

    static Path location() {
        String property = System.getProperty(LOCATION_PROPERTY);
        if (property != null) {
            return Path.of(property);
        }
        try {
            Path ours = Path.of(Programs.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // local-platform/servers/target/{classes | servers.jar}
            return ours.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
