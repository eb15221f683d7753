package io.darkroom.processor.api.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the kit is told.
///
/// @param subject the processor
/// @param image a good image
/// @param mediaType what that is
/// @param deadline for each image
/// @param patience how long it may take to end when it is asked to
/// @param parameters handed over with every image
record Settings(
        Subject subject,
        ImageBytes image,
        String mediaType,
        Duration deadline,
        Duration patience,
        Map<String, String> parameters) {

    static final String USAGE = """
            usage: conformance [OPTION]... -- COMMAND [ARGUMENT]...
                   conformance [OPTION]... --url URL
              --transport worker|command  how the command is run (default: worker)
              --url URL                   an endpoint that runs already
              --image FILE                a good image for it (default: a small PNG)
              --media-type TYPE           what that is (default: image/png)
              --deadline SECONDS          for each image (default: 30)
              --patience SECONDS          to end when it is asked to (default: 5)
              --parameter NAME=VALUE      handed over with every image
            """;

    /// An image's bytes.
    interface ImageBytes {
        byte[] get();
    }

    /// Reads a command line.
    ///
    /// @throws IllegalArgumentException if it makes no sense; the message says why
    static Settings parse(List<String> arguments) throws IOException {
        int end = arguments.indexOf("--");
        List<String> options = end < 0 ? arguments : arguments.subList(0, end);
        List<String> command = end < 0 ? List.of() : arguments.subList(end + 1, arguments.size());
        String transport = "worker";
        String url = null;
        byte[] image = Samples.png();
        String mediaType = Samples.MEDIA_TYPE;
        Duration deadline = Duration.ofSeconds(30);
        Duration patience = Duration.ofSeconds(5);
        Map<String, String> parameters = new HashMap<>();
        for (Iterator<String> rest = options.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--transport" -> transport = value(option, rest);
                case "--url" -> url = value(option, rest);
                case "--image" -> image = Files.readAllBytes(Path.of(value(option, rest)));
                case "--media-type" -> mediaType = value(option, rest);
                case "--deadline" -> deadline = seconds(value(option, rest));
                case "--patience" -> patience = seconds(value(option, rest));
                case "--parameter" -> {
                    String[] pair = value(option, rest).split("=", 2);
                    parameters.put(pair[0], pair.length == 2 ? pair[1] : "");
                }
                default -> throw new IllegalArgumentException("There is no option " + option);
            }
        }
        byte[] bytes = image;
        return new Settings(subject(transport, url, command), () -> bytes, mediaType, deadline, patience, parameters);
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " wants a value");
        }
        return rest.next();
    }

    private static Subject subject(String transport, @Nullable String url, List<String> command) {
        if ((url == null) == command.isEmpty()) {
            throw new IllegalArgumentException("Name either a command, after --, or a URL");
        }
        if (url != null) {
            return new Subject.Endpoint(URI.create(url));
        }
        return switch (transport) {
            case "worker" -> new Subject.Worker(command);
            case "command" -> new Subject.Command(command);
            default -> throw new IllegalArgumentException("--transport is worker or command, not " + transport);
        };
    }
}
