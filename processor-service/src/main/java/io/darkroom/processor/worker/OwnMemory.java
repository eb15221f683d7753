package io.darkroom.processor.worker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hides this process's memory, environment and descriptors from other processes of the same user, and so from the
/// workers: the kernel then refuses them `/proc/{pid}/environ`, `/proc/{pid}/mem` and to trace it. Java has no way of
/// its
/// own to say so, which makes this the one place beside `libvips` that calls native code: one C function that reads
/// nothing of an image.
public final class OwnMemory {

    private static final Logger log = LoggerFactory.getLogger(OwnMemory.class);

    // linux/prctl.h
    private static final int PR_GET_DUMPABLE = 3;
    private static final int PR_SET_DUMPABLE = 4;

    private OwnMemory() {}

    /// Hides it, for as long as the process lives. Does nothing but tell where the system has no such thing.
    public static void hide() {
        if (!isLinux() || prctl(PR_SET_DUMPABLE, 0) != 0) {
            log.warn("The service cannot hide its memory from the workers on this system");
        }
    }

    static boolean isHidden() {
        return isLinux() && prctl(PR_GET_DUMPABLE, 0) == 0;
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    // int prctl(int option, unsigned long arg2, ...)
    @SuppressWarnings("restricted") // the process is started with native access
    private static int prctl(int option, long argument) {
        Linker linker = Linker.nativeLinker();
        MethodHandle prctl = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("prctl"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        try {
            return (int) prctl.invokeExact(option, argument, 0L, 0L, 0L);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("prctl throws nothing", e);
        }
    }
}
