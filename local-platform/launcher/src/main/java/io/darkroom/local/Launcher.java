package io.darkroom.local;

import io.darkroom.servers.LocalDatabase;
import io.darkroom.servers.ServerFailedException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The main program of `./dev up`.
public final class Launcher {

    private static final int USAGE_ERROR = 64;

    private static volatile boolean isStopping;

    private Launcher() {}

    public static void main(String[] arguments) throws InterruptedException {
        Console console = new Console(System.out);
        try {
            LauncherOptions options = LauncherOptions.parse(List.of(arguments));
            run(options, console);
        } catch (IllegalArgumentException e) {
            console.print(e.getMessage() + System.lineSeparator() + LauncherOptions.USAGE);
            System.exit(USAGE_ERROR);
        } catch (ServerFailedException | IOException e) {
            // Whoever is told to stop in the middle of a start need not hear that the start failed.
            if (!isStopping) {
                console.warn("The platform cannot be started: " + e.getMessage());
            }
            System.exit(1);
        } catch (RuntimeException e) {
            // What is in hand when the stop comes loses its footing; that is no defect.
            if (!isStopping) {
                throw e;
            }
        }
    }

    private static void run(LauncherOptions options, Console console) throws IOException, InterruptedException {
        Checkout checkout = Checkout.current();
        if (options.isRehearsed()) {
            Rehearsal.runIfNeeded(checkout, console);
        }
        DataDirectory data = DataDirectory.open(options.data(), options.isFresh());
        Platform platform = new Platform(options, data, checkout, console);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform, console), "stop"));
        console.progress("Starting (Ctrl-C stops everything)");
        platform.start();
        console.progress("Ready");
        demonstrate(platform, options, console);
        console.print("");
        console.print(Report.addresses(
                platform.gatewayUri(),
                platform.servers().addresses(),
                data.resolve("logs").toString()));
        new CountDownLatch(1).await();
    }

    // A sample that goes wrong is told; what runs goes on running, to be looked at.
    private static void demonstrate(Platform platform, LauncherOptions options, Console console)
            throws InterruptedException {
        Addresses servers = platform.servers().addresses();
        Demonstration demonstration = new Demonstration(
                Demonstration.doors(platform.gatewayUri(), servers.issuer(), servers.bootstrapServers()),
                new Numbers(platform.servers().postgres().jdbcUrl(LocalDatabase.NAME)),
                console);
        if (options.hasSamples()) {
            try {
                demonstration.run();
            } catch (ServerFailedException e) {
                console.warn(String.valueOf(e.getMessage()));
            }
        }
        demonstration.report();
    }

    private static void stop(Platform platform, Console console) {
        console.print("");
        console.progress("Stopping");
        stop(platform);
        console.progress("Stopped");
    }

    /// Stops a platform because the program is being stopped; what fails from then on is no failure.
    static void stop(Platform platform) {
        isStopping = true;
        platform.stop();
    }

    /// Whether the program is being stopped.
    static boolean isStopping() {
        return isStopping;
    }
}
