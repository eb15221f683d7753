package io.darkroom.bench.images;

import io.darkroom.processor.api.worker.WorkerMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who competes in a case.
final class Contenders {

    /// The names that ratios refer to.
    static final String DARKROOM = "Darkroom, through the worker contract";
    static final String BARE = "the same calls of libvips, without the contract";
    static final String SHARP = "sharp, as written: a pipeline per size";
    static final String SHARP_AT_BEST = "sharp, at its best: decoded once";

    // As processor-service starts the workers of built-in processors.
    private static final List<String> WORKER_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xms16m",
            "-Xmx96m",
            "--enable-native-access=ALL-UNNAMED");
    private static final Map<String, String> WORKER_ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "1", "VIPS_WARNING", "1");

    private final Path project;
    private final Path peers;
    private final Optional<String> vipsthumbnail;

    /// @param project the root of the source tree
    /// @param peers where `peers/package.json` is installed
    /// @param vipsthumbnail the libvips that the installed vipsthumbnail is of, if it is installed
    Contenders(Path project, Path peers, Optional<String> vipsthumbnail) {
        this.project = project;
        this.peers = peers;
        this.vipsthumbnail = vipsthumbnail;
    }

    List<Contender> of(BenchCase benchCase) {
        List<Contender> contenders = new ArrayList<>(List.of(
                darkroom(benchCase),
                new Contender(BARE, java(BareLibrary.class, benchCase), WORKER_ENVIRONMENT, 2, 1, Contender.PLAIN),
                sharp(SHARP, "as-written", benchCase),
                sharp(SHARP_AT_BEST, "once", benchCase),
                sharp("sharp, the same without Huffman optimisation", "once-plain-huffman", benchCase)));
        vipsthumbnail.ifPresent(version -> contenders.add(vipsthumbnail(version, benchCase)));
        if (!benchCase.isLargestWebp()) {
            // It writes no WebP.
            contenders.add(new Contender(
                    "Thumbnailator", java(ThumbnailatorPeer.class, benchCase), Map.of(), 1, 2, Contender.PLAIN));
        }
        return contenders;
    }

    private Contender darkroom(BenchCase benchCase) {
        List<String> command = new ArrayList<>(List.of(javaProgram()));
        command.addAll(WORKER_OPTIONS);
        command.addAll(List.of(
                "-cp",
                project.resolve("processors/renditions/target/processors/renditions/lib") + "/*",
                WorkerMain.class.getName(),
                "renditions",
                "renditions=" + benchCase.renditions()));
        return new Contender(DARKROOM, command, WORKER_ENVIRONMENT, 2, 1, new WorkerLanguage(benchCase.mediaType()));
    }

    private Contender sharp(String name, String way, BenchCase benchCase) {
        List<String> command = List.of("node", peers.resolve("sharp.mjs").toString(), way, benchCase.formatOf(1600));
        return new Contender(name, command, Map.of(), 1, 2, Contender.PLAIN);
    }

    // It converts colours only when told.
    private Contender vipsthumbnail(String version, BenchCase benchCase) {
        List<String> command = new ArrayList<>(
                List.of("python3", peers.resolve("vipsthumbnail.py").toString(), benchCase.formatOf(1600)));
        if (benchCase == BenchCase.WIDE) {
            command.addAll(List.of("--export-profile", "srgb"));
        }
        String name = "vipsthumbnail (" + version + "), a run per size";
        return new Contender(name, command, Map.of(), 2, 1, Contender.PLAIN);
    }

    private static List<String> java(Class<?> program, BenchCase benchCase) {
        List<String> command = new ArrayList<>(List.of(javaProgram()));
        if (program == BareLibrary.class) {
            command.addAll(WORKER_OPTIONS);
        }
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                benchCase.name()));
        return command;
    }

    private static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
