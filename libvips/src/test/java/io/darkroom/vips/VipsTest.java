package io.darkroom.vips;

import static io.darkroom.vips.Native.POINTER;
import static io.darkroom.vips.Native.SIZE_T;
import static java.lang.foreign.MemorySegment.NULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VipsTest {

    @Test
    void isTheVersionThatTheBuildNames() {
        assertThat(VipsLibrary.locate().getFileName().toString()).contains(Vips.version());
    }

    @Test
    void everyLoaderThatIsNotNamedIsBlocked() {
        Vips.start();
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> loadBuffer("vips_svgload_buffer", svg))
                .isInstanceOf(VipsException.class)
                .hasMessageContaining("blocked");
    }

    @Test
    void nothingIsSniffedOpen() {
        byte[] csv = "1,2,3\n4,5,6\n".getBytes(StandardCharsets.UTF_8);

        for (VipsLoader loader : VipsLoader.values()) {
            try (VipsInput input = VipsInput.copyOf(csv)) {
                assertThatThrownBy(() -> input.open(loader)).isInstanceOf(VipsException.class);
            }
        }
    }

    private static MemorySegment loadBuffer(String function, byte[] bytes) throws VipsException {
        MethodHandle handle = Native.variadic(function, 3, POINTER, SIZE_T, POINTER, POINTER);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            long length = bytes.length;
            return Native.newObject(function, out -> (int) handle.invokeExact(buffer, length, out, NULL));
        }
    }
}
