package io.darkroom.vips;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Links C functions of the library. The names of C types stand for their layouts.
final class Native {

    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final ValueLayout.OfLong SIZE_T = ValueLayout.JAVA_LONG;
    static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;
    static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBRARY = SymbolLookup.libraryLookup(VipsLibrary.locate(), Arena.global());

    private Native() {}

    static MethodHandle function(String name, MemoryLayout result, MemoryLayout... parameters) {
        return LINKER.downcallHandle(address(name), FunctionDescriptor.of(result, parameters));
    }

    static MethodHandle procedure(String name, MemoryLayout... parameters) {
        return LINKER.downcallHandle(address(name), FunctionDescriptor.ofVoid(parameters));
    }

    /// A variadic function returning int, in one shape: those that libvips has for optional arguments are name, value,
    /// name, value, NULL.
    ///
    /// @param fixed how many parameters stand before the `...`
    static MethodHandle variadic(String name, int fixed, MemoryLayout... parameters) {
        return LINKER.downcallHandle(
                address(name), FunctionDescriptor.of(INT, parameters), Linker.Option.firstVariadicArg(fixed));
    }

    /// A C string that lives as long as the process: names of options, and the like.
    static MemorySegment constant(String text) {
        return Arena.global().allocateFrom(text);
    }

    /// What a C string says.
    static String text(MemorySegment pointer) {
        return pointer.address() == 0 ? "" : pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /// A C function that returns an int: 0 for success in those of libvips.
    @FunctionalInterface
    interface Call {
        int invoke() throws Throwable;
    }

    /// A C function that puts a new object, which is then the caller's, into its parameter `out`.
    @FunctionalInterface
    interface ConstructingCall {
        int invoke(MemorySegment out) throws Throwable;
    }

    static int call(Call call) {
        try {
            return call.invoke();
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void check(String function, Call call) throws VipsException {
        if (call(call) != 0) {
            throw VipsException.of(function);
        }
    }

    static MemorySegment newObject(String function, ConstructingCall call) throws VipsException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(POINTER);
            check(function, () -> call.invoke(out));
            return out.get(POINTER, 0);
        }
    }

    /// For the `catch (Throwable)` that a method handle asks for; no downcall throws.
    static AssertionError impossible(Throwable cause) {
        return new AssertionError("a native call threw", cause);
    }

    private static MemorySegment address(String name) {
        return LIBRARY.find(name)
                .orElseThrow(() -> new IllegalStateException(
                        "This libvips has no function " + name + "; 8.15 or newer is needed"));
    }
}
