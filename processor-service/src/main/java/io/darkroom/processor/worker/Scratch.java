package io.darkroom.processor.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Directories that image code may write to and that are removed afterwards, whatever it left there.
public final class Scratch {

    private static final int ATTEMPTS = 3;

    private Scratch() {}

    /// Removes a directory with all that is in it. Links are removed, never followed.
    ///
    /// @throws UncheckedIOException if something stays
    public static void remove(Path directory) {
        for (int attempt = 1; ; attempt++) {
            try {
                removeOnce(directory);
                return;
            } catch (IOException e) {
                // What is being killed may still write.
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void removeOnce(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                if (!Files.isWritable(visited)) {
                    open(visited);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                if (failure instanceof AccessDeniedException) {
                    open(file);
                    removeOnce(file);
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    // Image code may have shut a directory; it is ours all the same.
    private static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
}
