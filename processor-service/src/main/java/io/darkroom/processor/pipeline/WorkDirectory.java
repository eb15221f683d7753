package io.darkroom.processor.pipeline;

import io.darkroom.processor.worker.Fugitives;
import io.darkroom.processor.worker.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/// Where originals and results lie while they are worked on: a directory of this process's own below the
/// configured one.
///
/// It is locked as long as the process lives. Whoever starts removes what others left there without a lock:
/// they were killed.
public final class WorkDirectory implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkDirectory.class);

    private static final String LOCK_SUFFIX = ".lock";

    private final Path own;
    private final Path lockFile;
    private final FileChannel lockChannel;
    private final Path images;
    private final Path workers;
    private final long reserveBytes;
    private final AtomicLong number = new AtomicLong();
    private volatile boolean closed;

    private WorkDirectory(Path own, Path lockFile, FileChannel lockChannel, DataSize reserve) throws IOException {
        this.own = own;
        this.lockFile = lockFile;
        this.lockChannel = lockChannel;
        this.images = Files.createDirectory(own.resolve("images"));
        this.workers = Files.createDirectory(own.resolve("workers"));
        this.reserveBytes = reserve.toBytes();
    }

    /// Makes a directory for this process and removes those of processes that are gone.
    ///
    /// @param root created if it is not there
    /// @param reserve how much room there must be beyond an original before work on it begins
    /// @throws UncheckedIOException if the root cannot be written
    public static WorkDirectory open(Path root, DataSize reserve) {
        try {
            Path directory = Files.createDirectories(root).toRealPath();
            removeAbandoned(directory);
            String name = "processor-" + UUID.randomUUID();
            Path lockFile = directory.resolve(name + LOCK_SUFFIX);
            FileChannel channel = locked(lockFile);
            Path own = Files.createDirectory(
                    directory.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new WorkDirectory(own, lockFile, channel, reserve);
        } catch (IOException e) {
            throw new UncheckedIOException("the work directory " + root + " cannot be used", e);
        }
    }

    // Whoever starts at the same moment may take a file that is not locked yet for a dead process's, and remove it.
    private static FileChannel locked(Path file) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            if (Files.exists(file)) {
                return channel;
            }
            channel.close();
        }
    }

    private static void removeAbandoned(Path root) throws IOException {
        List<Path> locks;
        try (Stream<Path> files = Files.list(root)) {
            locks = files.filter(file -> file.toString().endsWith(LOCK_SUFFIX)).toList();
        }
        for (Path lockFile : locks) {
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    remove(lockFile);
                }
            } catch (NoSuchFileException e) {
                log.debug("Another process removed {} first, or it was its own", lockFile);
            }
        }
    }

    private static void remove(Path lockFile) throws IOException {
        String name = lockFile.getFileName().toString();
        Path abandoned = lockFile.resolveSibling(name.substring(0, name.length() - LOCK_SUFFIX.length()));
        log.atInfo().addKeyValue("directory", abandoned).log("Removing what a killed process left");
        Fugitives.killIn(abandoned);
        Scratch.remove(abandoned);
        Files.deleteIfExists(lockFile);
    }

    /// Where the workers' scratch directories go.
    public Path workers() {
        return workers;
    }

    /// A directory for one image.
    ///
    /// @throws IOException if there is no room for an original of this size and what comes of it
    Job begin(long originalBytes) throws IOException {
        if (Files.getFileStore(images).getUsableSpace() < originalBytes + reserveBytes) {
            throw new IOException("the work directory " + own + " is full");
        }
        return new Job(Files.createDirectory(images.resolve(Long.toString(number.incrementAndGet()))));
    }

    /// Fails if what went wrong may be for want of room, or because the files were taken away when the
    /// service stopped: then nobody else is to blame.
    ///
    /// @throws IOException if there is little room
    /// @throws InterruptedException if the directory was closed
    void requireRoom() throws IOException, InterruptedException {
        if (closed) {
            throw new InterruptedException("the work directory was closed");
        }
        if (Files.getFileStore(images).getUsableSpace() < reserveBytes) {
            throw new IOException("the work directory " + own + " ran full");
        }
    }

    /// One image's directory, removed in the end.
    ///
    /// @param directory of its own
    record Job(Path directory) implements AutoCloseable {

        Path original() {
            return directory.resolve("original");
        }

        /// An empty directory for a processor's results; what an earlier try left there is removed.
        Path outputOf(String processor) throws IOException {
            Path output = directory.resolve(processor + ".out");
            Scratch.remove(output);
            return Files.createDirectory(output);
        }

        @Override
        public void close() {
            Scratch.remove(directory);
        }
    }

    /// Removes the directory.
    @Override
    public void close() throws IOException {
        closed = true;
        Scratch.remove(own);
        lockChannel.close();
        Files.deleteIfExists(lockFile);
    }
}
