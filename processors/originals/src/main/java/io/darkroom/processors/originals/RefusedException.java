package io.darkroom.processors.originals;

import io.darkroom.processor.api.ProcessorAnswer.Rejected;
import io.darkroom.processor.api.RejectionReason;

/// The image is at fault.
public final class RefusedException extends Exception {

    private final transient Rejected answer;

    RefusedException(Rejected answer) {
        super(answer.message());
        this.answer = answer;
    }

    RefusedException(RejectionReason reason, String message) {
        this(new Rejected(reason, message));
    }

    /// What to answer.
    public Rejected answer() {
        return answer;
    }
}
