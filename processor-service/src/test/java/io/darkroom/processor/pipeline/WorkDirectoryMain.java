package io.darkroom.processor.pipeline;

import java.nio.file.Path;
import org.springframework.util.unit.DataSize;

/// A process of its own that holds a work directory until it is killed.
final class WorkDirectoryMain {

    private WorkDirectoryMain() {}

    public static void main(String[] args) throws Exception {
        WorkDirectory.open(Path.of(args[0]), DataSize.ofMegabytes(1));
        Thread.sleep(600_000);
    }
}
