package io.darkroom.child;

/// Keyboard interrupts.
final class Interrupts {

    private Interrupts() {}

    /// Makes this process ignore them. The JDK has no documented interface for it, so the undocumented one is looked up
    /// by name; where it is missing, nothing changes.
    static void ignore() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance("INT"),
                            handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // The process then ends with the others of its terminal: untidy, but not wrong.
        }
    }
}
