package io.darkroom.processors.onnx;

import ai.onnxruntime.OrtException;
import io.darkroom.processor.api.ImageProcessor;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.ProcessorAnswer.Done;
import io.darkroom.processor.api.RecognisedLabel;
import io.darkroom.processors.originals.Original;
import io.darkroom.processors.originals.RefusedException;
import io.darkroom.vips.Gamut;
import io.darkroom.vips.VipsException;
import io.darkroom.vips.VipsImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Has a model say what is in an image: its labels, the best first. The best becomes the image's
/// category in the statistics. The model is a file in ONNX format, the names of its classes a file of
/// lines.
///
/// The model sees the whole picture, upright and in sRGB, stretched to the size of its input.
public final class OnnxProcessor implements ImageProcessor {

    private @Nullable OnnxSettings settings;
    private @Nullable Model model;

    /// For [java.util.ServiceLoader].
    public OnnxProcessor() {}

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public String version() {
        return "1.0";
    }

    /// Loads the model and runs it once.
    ///
    /// @throws IllegalArgumentException if a parameter is unknown, missing or has no good value, or the
    ///     model is no classifier with as many classes as there are labels
    /// @throws IOException if a file cannot be read
    /// @throws OrtException if the model cannot be loaded or run
    @Override
    public void open(Map<String, String> parameters) throws IOException, OrtException {
        OnnxSettings read = OnnxSettings.of(parameters);
        Model loaded = Model.load(read.model(), read.inputSidePx());
        settings = read;
        model = loaded;
        if (loaded.classes() != read.labels().size()) {
            throw new IllegalArgumentException("the model has " + loaded.classes() + " classes, and there are "
                    + read.labels().size() + " labels");
        }
        InputLayout layout = loaded.layout();
        byte[] black = new byte[3 * layout.widthPx() * layout.heightPx()];
        var _ = loaded.run(layout.tensor(black, 3, read.normalisation()));
    }

    @Override
    public ProcessorAnswer process(ImageRequest request) throws IOException, VipsException, OrtException {
        OnnxSettings known = Objects.requireNonNull(settings, "not opened");
        Model classifier = Objects.requireNonNull(model, "not opened");
        try (Original original = Original.open(request, known.limits())) {
            VipsImage picture = decode(original, classifier.layout());
            float[] outputs = classifier.run(
                    classifier.layout().tensor(picture.pixels(), picture.bands(), known.normalisation()));
            List<RecognisedLabel> labels = Scores.of(outputs).best(known.labels(), known.top(), known.minScore());
            return new Done(List.of(), labels, Map.of(), original.sourceHeader());
        } catch (RefusedException e) {
            return e.answer();
        }
    }

    private static VipsImage decode(Original original, InputLayout layout) throws RefusedException, IOException {
        double reduction = Math.min(
                (double) original.uprightWidthPx() / layout.widthPx(),
                (double) original.uprightHeightPx() / layout.heightPx());
        return original.decode(reduction, source -> {
            try (VipsImage resized = source.resized(layout.widthPx(), layout.heightPx(), Gamut.SRGB)) {
                return resized.computed();
            }
        });
    }

    @Override
    public void close() {
        try {
            if (model != null) {
                model.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
