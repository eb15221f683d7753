package io.darkroom.local;

import io.darkroom.servers.ServerFailedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where the platform keeps everything; held by one launcher at a time.
final class DataDirectory implements AutoCloseable {

    /// Servers and services each write a little at once; with less, one after the other would fail in its own way.
    private static final long NEEDED_BYTES = 1L << 30;

    private static final String LOCK = "launcher.lock";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Takes the directory.
    ///
    /// @param isFresh whether to delete what is there
    /// @throws ServerFailedException if another launcher has it, or its disk is full
    /// @throws IOException if it cannot be written
    static DataDirectory open(Path path, boolean isFresh) throws IOException {
        Files.createDirectories(path);
        FileChannel lock = lock(path);
        DataDirectory directory = new DataDirectory(path, lock);
        try {
            if (isFresh) {
                Directories.empty(path, path.resolve(LOCK));
            }
            directory.requireRoom();
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        return directory;
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isLocked;
        try {
            isLocked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            isLocked = false;
        }
        if (!isLocked) {
            channel.close();
            throw new ServerFailedException("Another platform runs on " + path
                    + ". Stop it, or start this one with --data DIR and --free-ports");
        }
        return channel;
    }

    private void requireRoom() throws IOException {
        long room = Files.getFileStore(path).getUsableSpace();
        if (room < NEEDED_BYTES) {
            throw new ServerFailedException("The disk of %s is full: %d MB are free, %d are needed"
                    .formatted(path, room >> 20, NEEDED_BYTES >> 20));
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
