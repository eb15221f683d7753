package io.darkroom.processor.api.worker;

import io.darkroom.processor.api.ImageProcessor;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A worker for image code in Java: finds an [ImageProcessor] on its class path and speaks the protocol
/// for it.
///
/// `java … io.darkroom.processor.api.worker.WorkerMain NAME [KEY=VALUE…]`, where the pairs are the
/// processor's parameters. Standard output belongs to the protocol, so whatever the processor's code
/// prints goes to standard error. Native code prints past Java: if the system property
/// `darkroom.worker.answers` names a file, the answers go there, and the one who starts the worker can
/// connect descriptor 1 to wherever it likes.
///
/// The worker ends when its standard input ends or its parent does, even in the middle of an image.
public final class WorkerMain {

    // What Java ends with under -XX:+ExitOnOutOfMemoryError; processors throw the error for native
    // memory too.
    private static final int OUT_OF_MEMORY = 3;
    private static final int USAGE = 64;
    private static final int UNAVAILABLE = 69;
    private static final int SOFTWARE = 70;

    private WorkerMain() {}

    /// Runs the worker to its end.
    public static void main(String[] args) {
        try (OutputStream answers = answers()) {
            System.setOut(System.err);
            endWithParent();
            if (args.length == 0) {
                throw new IllegalArgumentException("the processor's name is missing");
            }
            Map<String, String> parameters = parameters(args);
            try (ImageProcessor processor = find(args[0])) {
                processor.open(parameters);
                new WorkerLoop(processor, System.in, answers).run();
            }
            end(0, null);
        } catch (IllegalArgumentException e) {
            end(USAGE, e);
        } catch (Exception e) {
            end(UNAVAILABLE, e);
        } catch (OutOfMemoryError e) {
            end(OUT_OF_MEMORY, e);
        } catch (Throwable e) {
            end(SOFTWARE, e);
        }
    }

    // Halts: what the processor's code left running, and its shutdown hooks, must not keep the process.
    private static void end(int status, @Nullable Throwable failure) {
        if (failure != null) {
            failure.printStackTrace();
            // Again, for those who are told the last words only.
            System.err.println(failure);
        }
        Runtime.getRuntime().halt(status);
    }

    private static OutputStream answers() throws IOException {
        String file = System.getProperty("darkroom.worker.answers");
        return file == null ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(Path.of(file));
    }

    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            var _ = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0));
        });
    }

    private static ImageProcessor find(String name) {
        ServiceLoader<ImageProcessor> processors = ServiceLoader.load(ImageProcessor.class);
        for (ImageProcessor processor : processors) {
            if (processor.name().equals(name)) {
                return processor;
            }
        }
        String found = processors.stream().map(p -> p.type().getName()).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("no processor is named '" + name + "'; found: " + found);
    }

    private static Map<String, String> parameters(String[] args) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException("a parameter is not KEY=VALUE: " + args[i]);
            }
            parameters.put(pair[0], pair[1]);
        }
        return parameters;
    }
}
