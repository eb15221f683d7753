package io.darkroom.bench.images;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.coobird.thumbnailator.Thumbnails;

/// A contender: Thumbnailator, as its documentation shows it, on two threads. It leaves colours as they
/// are.
final class ThumbnailatorPeer {

    private static final int THREADS = 2;

    private ThumbnailatorPeer() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        answers.println("ready");
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                String[] fields = line.split("\t", -1);
                threads.execute(() -> answers.println(make(fields)));
            }
        }
    }

    private static String make(String[] fields) {
        try {
            for (int side : BenchCase.SIDES) {
                Thumbnails.of(Path.of(fields[1]).toFile())
                        .size(side, side)
                        .outputFormat("jpg")
                        .outputQuality(0.8)
                        .toFile(Path.of(fields[2], "s" + side + ".jpg").toFile());
            }
            return "done\t" + fields[0];
        } catch (IOException e) {
            return "failed\t" + e;
        }
    }
}
