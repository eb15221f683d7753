package io.darkroom.ingest.image;

import static io.darkroom.ingest.image.SampleImages.jpeg;
import static io.darkroom.ingest.image.Submission.inline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.darkroom.events.FailureCode;
import io.darkroom.store.Bucket;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefectTest {

    private final FakeSurroundings surroundings = new FakeSurroundings();

    @Test
    void aPassingDefectIsOvercome() {
        Iterator<Boolean> defects = List.of(true, true).iterator();
        ImageIntake intake = intakeWithDefects(defects);

        Taken taken = intake.takeIn(inline("x", jpeg("a cat")).record());

        assertThat(taken).isInstanceOf(Taken.Accepted.class);
        assertThat(surroundings.broker.deadLetters()).isEmpty();
    }

    @Test
    void aRecordThatRunsIntoADefectAgainAndAgainIsPutAsideAndCanBeSentAgain() {
        Iterator<Boolean> defects = List.of(true, true, true).iterator();
        ImageIntake intake = intakeWithDefects(defects);

        Taken taken = intake.takeIn(inline("x", jpeg("a cat")).record());

        assertThat(taken).isEqualTo(new Taken.Rejected(FailureCode.INTERNAL));
        assertThat(surroundings.broker.deadLetters()).hasSize(1);
        assertThat(surroundings.processed()).isEmpty();
        assertThat(surroundings.store.keys(Bucket.RESULTS)).isEmpty();
        assertThat(intake.takeIn(inline("x", jpeg("a cat")).record())).isInstanceOf(Taken.Accepted.class);
    }

    @Test
    void aTopicThatLetsSendersChooseTheTimeIsOurDefect() {
        Taken taken = surroundings
                .intake()
                .takeIn(inline("x", jpeg("a cat")).timedBySender().record());

        assertThat(taken).isEqualTo(new Taken.Rejected(FailureCode.INTERNAL));
        assertThat(surroundings.store.keys(Bucket.RAW)).isEmpty();
    }

    @Test
    void anInterruptedIntakeIsNotTakenForADefect() {
        ImageIntake intake = surroundings.intake(FlakyStore.before(surroundings.store, () -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }));

        assertThatIllegalStateException()
                .isThrownBy(() -> intake.takeIn(inline("x", jpeg("a cat")).record()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(surroundings.broker.deadLetters()).isEmpty();
    }

    @Test
    void whatFailsWhileTheServiceStopsIsNotTakenForADefect() {
        ImageIntake intake = intakeWithDefects(List.of(true).iterator());
        surroundings.beginShutdown();

        assertThatIllegalStateException()
                .isThrownBy(() -> intake.takeIn(inline("x", jpeg("a cat")).record()));

        assertThat(surroundings.broker.deadLetters()).isEmpty();
    }

    private ImageIntake intakeWithDefects(Iterator<Boolean> defects) {
        return surroundings.intake(FlakyStore.before(surroundings.store, () -> {
            if (defects.hasNext() && defects.next()) {
                throw new IllegalStateException("a defect");
            }
            return Answer.DONE;
        }));
    }
}
