package io.darkroom.child;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/// Runs the main method of another class and ends the process as soon as its parent is gone, even if the parent was
/// killed. So a program needs no code of its own for it.
///
/// `java -cp child-process.jar:program.jar io.darkroom.child.GuardedMain PARENT_PID MAIN_CLASS [ARGUMENT...]`
public final class GuardedMain {

    private GuardedMain() {}

    /// Runs the class that the second argument names.
    ///
    /// @throws Exception what its main throws
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("usage: GuardedMain PARENT_PID MAIN_CLASS [ARGUMENT...]");
        }
        ParentWatch.start(Long.parseLong(arguments[0]));
        run(arguments[1], Arrays.copyOfRange(arguments, 2, arguments.length));
    }

    private static void run(String mainClass, String[] arguments) throws Exception {
        try {
            Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }
}
