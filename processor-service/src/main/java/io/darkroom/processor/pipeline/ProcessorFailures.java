package io.darkroom.processor.pipeline;

import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.processor.api.ProcessorAnswer;

/// The failures that processors cause, with messages for the sender of the image. What the processor's
/// own code said went to the log: it is for the company's engineers. Only a rejection is written for
/// the sender.
final class ProcessorFailures {

    private static final int MAX_MESSAGE = 500;

    private ProcessorFailures() {}

    static Failure of(String processor, ProcessorAnswer.Rejected rejected) {
        // The names are equal by contract; a test holds them together.
        FailureCode code = FailureCode.valueOf(rejected.reason().name());
        return new Failure(code, printable(rejected.message()), processor);
    }

    static Failure timedOut(String processor) {
        return new Failure(
                FailureCode.PROCESSOR_TIMEOUT, "The image took longer to process than it is allowed to.", processor);
    }

    static Failure died(String processor, boolean outOfMemory) {
        return outOfMemory
                ? new Failure(
                        FailureCode.PROCESSOR_OUT_OF_MEMORY,
                        "The image needs more memory to process than it is allowed to.",
                        processor)
                : crashed(processor);
    }

    static Failure crashed(String processor) {
        return new Failure(
                FailureCode.PROCESSOR_CRASHED, "The image could not be processed: the processor failed.", processor);
    }

    static Failure invalid(String processor) {
        return new Failure(
                FailureCode.INVALID_RESULT,
                "The image could not be processed: what the processor made of it is not usable.",
                processor);
    }

    private static String printable(String message) {
        String line = message.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE);
    }
}
