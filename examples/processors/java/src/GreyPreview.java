import io.darkroom.processor.api.ImageProcessor;
import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.processor.api.ResultFile;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// A plug-in in Java: a small grey preview of every image, and how bright it is on the whole.
public final class GreyPreview implements ImageProcessor {

    @Override
    public String name() {
        return "grey-preview";
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public void open(Map<String, String> parameters) {
        // The work directory is all that a worker may write to.
        ImageIO.setUseCache(false);
    }

    @Override
    public ProcessorAnswer process(ImageRequest request) throws IOException {
        BufferedImage image;
        try {
            image = ImageIO.read(request.input().toFile());
        } catch (IOException | RuntimeException e) {
            return corrupt();
        }
        if (image == null) {
            return corrupt();
        }
        int width = Integer.parseInt(request.parameters().getOrDefault("width", "64"));
        BufferedImage preview = grey(image, width);
        File file = request.outputDirectory().resolve("preview.png").toFile();
        ImageIO.write(preview, "png", file);
        return new ProcessorAnswer.Done(
                List.of(new ResultFile(
                        "grey-preview", file.getName(), "image/png", preview.getWidth(), preview.getHeight())),
                List.of(),
                Map.of("brightness", String.format("%.2f", brightness(preview))),
                null);
    }

    private static ProcessorAnswer corrupt() {
        return new ProcessorAnswer.Rejected(RejectionReason.CORRUPT_IMAGE, "The image cannot be decoded.");
    }

    private static BufferedImage grey(BufferedImage image, int width) {
        int height = Math.max(1, Math.round((float) image.getHeight() * width / image.getWidth()));
        BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D canvas = grey.createGraphics();
        canvas.drawImage(image, 0, 0, width, height, null);
        canvas.dispose();
        return grey;
    }

    private static double brightness(BufferedImage grey) {
        int[] levels = grey.getRaster().getPixels(0, 0, grey.getWidth(), grey.getHeight(), (int[]) null);
        long sum = 0;
        for (int level : levels) {
            sum += level;
        }
        return (double) sum / levels.length / 255;
    }
}
