package io.darkroom.vips;

import static io.darkroom.vips.Native.INT;
import static io.darkroom.vips.Native.POINTER;
import static io.darkroom.vips.Native.SIZE_T;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The C functions that concern the process as a whole: settings, the error buffer, memory.
final class ProcessFunctions {

    private static final MethodHandle INIT = Native.function("vips_init", INT, POINTER);
    private static final MethodHandle VERSION_STRING = Native.function("vips_version_string", POINTER);
    private static final MethodHandle CONCURRENCY_SET = Native.procedure("vips_concurrency_set", INT);
    private static final MethodHandle CACHE_SET_MAX = Native.procedure("vips_cache_set_max", INT);
    private static final MethodHandle BLOCK_UNTRUSTED_SET = Native.procedure("vips_block_untrusted_set", INT);
    private static final MethodHandle OPERATION_BLOCK_SET = Native.procedure("vips_operation_block_set", POINTER, INT);
    private static final MethodHandle ERROR_BUFFER = Native.function("vips_error_buffer", POINTER);
    private static final MethodHandle ERROR_CLEAR = Native.procedure("vips_error_clear");
    private static final MethodHandle TRACKED_GET_ALLOCS = Native.function("vips_tracked_get_allocs", INT);
    private static final MethodHandle TRACKED_GET_MEM = Native.function("vips_tracked_get_mem", SIZE_T);
    private static final MethodHandle SETENV = Native.function("g_setenv", INT, POINTER, POINTER, INT);

    private ProcessFunctions() {}

    // int vips_init(const char *argv0)
    static int init(String argv0) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) INIT.invokeExact(arena.allocateFrom(argv0));
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // const char *vips_version_string(void)
    static String versionString() {
        try {
            return Native.text((MemorySegment) VERSION_STRING.invokeExact());
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // void vips_concurrency_set(int concurrency)
    static void concurrencySet(int concurrency) {
        try {
            CONCURRENCY_SET.invokeExact(concurrency);
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // void vips_cache_set_max(int max)
    static void cacheSetMax(int max) {
        try {
            CACHE_SET_MAX.invokeExact(max);
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // void vips_block_untrusted_set(gboolean state)
    static void blockUntrustedSet(boolean state) {
        try {
            BLOCK_UNTRUSTED_SET.invokeExact(state ? 1 : 0);
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // void vips_operation_block_set(const char *name, gboolean state)
    static void operationBlockSet(String name, boolean state) {
        try (Arena arena = Arena.ofConfined()) {
            OPERATION_BLOCK_SET.invokeExact(arena.allocateFrom(name), state ? 1 : 0);
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // const char *vips_error_buffer(void)
    static String errorBuffer() {
        try {
            return Native.text((MemorySegment) ERROR_BUFFER.invokeExact());
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // void vips_error_clear(void)
    static void errorClear() {
        try {
            ERROR_CLEAR.invokeExact();
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // int vips_tracked_get_allocs(void)
    static int trackedGetAllocs() {
        try {
            return (int) TRACKED_GET_ALLOCS.invokeExact();
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // size_t vips_tracked_get_mem(void)
    static long trackedGetMem() {
        try {
            return (long) TRACKED_GET_MEM.invokeExact();
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }

    // gboolean g_setenv(const gchar *variable, const gchar *value, gboolean overwrite)
    static boolean setenv(String variable, String value, boolean overwrite) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) SETENV.invokeExact(arena.allocateFrom(variable), arena.allocateFrom(value), overwrite ? 1 : 0)
                    != 0;
        } catch (Throwable e) {
            throw Native.impossible(e);
        }
    }
}
