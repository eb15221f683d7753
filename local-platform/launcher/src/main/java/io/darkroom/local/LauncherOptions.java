package io.darkroom.local;

import io.darkroom.servers.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// What the person who starts the platform wants.
///
/// @param data where everything is kept
/// @param isFresh whether to delete what is there first
/// @param hasSamples whether to send the sample images
/// @param isRehearsed whether to make later starts quick first, if that has not been done since the build
/// @param processors a file of settings that lists the processors; empty for those that are built in
/// @param ports the number of each port
record LauncherOptions(
        Path data,
        boolean isFresh,
        boolean hasSamples,
        boolean isRehearsed,
        List<Path> processors,
        Map<PortName, Integer> ports) {

    static final String USAGE = """
            usage: ./dev up [--fresh] [--no-samples] [--data DIR] [--processors FILE] [--free-ports] [--port NAME=NUMBER]...
              --fresh             delete what earlier runs left in the data directory
              --no-samples        send no sample images
              --data DIR          keep everything in DIR (default: .darkroom)
              --processors FILE   run the processors that FILE lists (see examples/processors/darkroom.yaml)
              --free-ports        take free ports instead of the usual ones, to run beside another platform
              --port NAME=NUMBER  take this port; NAME is gateway, kafka, postgres, s3, issuer, upload-service, ...
            """;

    private static final Path DEFAULT_DATA = Path.of(".darkroom");
    private static final int LARGEST_PORT = 65_535;

    /// Copies the collections.
    LauncherOptions {
        processors = List.copyOf(processors);
        ports = Map.copyOf(ports);
    }

    /// Everything on free ports, without samples.
    static LauncherOptions onFreePorts(Path data) {
        return new LauncherOptions(data, false, false, false, List.of(), ports(Map.of(), true));
    }

    int port(PortName name) {
        Integer port = ports.get(name);
        if (port == null) {
            throw new IllegalStateException("no number for " + name);
        }
        return port;
    }

    /// Reads a command line.
    ///
    /// @throws IllegalArgumentException if it makes no sense; the message says why
    static LauncherOptions parse(List<String> arguments) {
        Path data = DEFAULT_DATA;
        boolean isFresh = false;
        boolean hasSamples = true;
        boolean isRehearsed = false;
        boolean hasFreePorts = false;
        List<Path> processors = List.of();
        Map<PortName, Integer> chosen = new EnumMap<>(PortName.class);
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--fresh" -> isFresh = true;
                case "--no-samples" -> hasSamples = false;
                case "--rehearse" -> isRehearsed = true;
                case "--free-ports" -> hasFreePorts = true;
                case "--data" -> data = Path.of(value(option, rest));
                case "--processors" -> processors = List.of(file(value(option, rest)));
                case "--port" -> choosePort(value(option, rest), chosen);
                default -> throw new IllegalArgumentException("There is no option " + option);
            }
        }
        return new LauncherOptions(
                data.toAbsolutePath().normalize(),
                isFresh,
                hasSamples,
                isRehearsed,
                processors,
                ports(chosen, hasFreePorts));
    }

    private static Path file(String name) {
        Path file = Path.of(name).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file);
        }
        return file;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " wants a value");
        }
        return rest.next();
    }

    private static void choosePort(String text, Map<PortName, Integer> chosen) {
        int equals = text.indexOf('=');
        PortName name = PortName.of(text.substring(0, Math.max(equals, 0)))
                .orElseThrow(() -> new IllegalArgumentException("--port wants NAME=NUMBER, not " + text));
        int number;
        try {
            number = Integer.parseInt(text.substring(equals + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port wants NAME=NUMBER, not " + text, e);
        }
        if (number < 1 || number > LARGEST_PORT) {
            throw new IllegalArgumentException("There is no port " + number);
        }
        chosen.put(name, number);
    }

    private static Map<PortName, Integer> ports(Map<PortName, Integer> chosen, boolean hasFreePorts) {
        Map<PortName, Integer> ports = new EnumMap<>(PortName.class);
        for (PortName name : PortName.values()) {
            ports.put(name, chosen.getOrDefault(name, hasFreePorts ? Ports.free() : name.usual()));
        }
        return ports;
    }
}
