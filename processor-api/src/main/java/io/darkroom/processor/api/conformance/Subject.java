package io.darkroom.processor.api.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// The processor that is looked at, and how it is reached.
sealed interface Subject {

    /// Starts it, or gets ready to.
    ///
    /// @param scratch an empty directory of its own
    /// @param prefix a program that starts the program; empty for none
    Session start(Path scratch, List<String> prefix) throws IOException;

    /// What it is, for the report.
    String description();

    /// A long-lived program.
    record Worker(List<String> command) implements Subject {

        @Override
        public Session start(Path scratch, List<String> prefix) throws IOException {
            return new WorkerSession(new Launched(prefix, command, scratch));
        }

        @Override
        public String description() {
            return String.join(" ", command);
        }
    }

    /// A program that is run once per image.
    record Command(List<String> command) implements Subject {

        @Override
        public Session start(Path scratch, List<String> prefix) {
            return new CommandSession(command, prefix, scratch);
        }

        @Override
        public String description() {
            return String.join(" ", command);
        }
    }

    /// An endpoint.
    record Endpoint(URI url) implements Subject {

        @Override
        public Session start(Path scratch, List<String> prefix) {
            return new EndpointSession(url);
        }

        @Override
        public String description() {
            return url.toString();
        }
    }
}
