package io.darkroom.processor.result;

import io.darkroom.events.ImageFormat;
import io.darkroom.events.ImageResult;
import io.darkroom.events.Sha256;
import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.RecognisedLabel;
import io.darkroom.processor.api.ResultFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks at what a processor says it made. Processors run the company's code on hostile bytes, so
/// nothing that they say is taken for granted: what passes here is a plain file in the directory that
/// was given, of the type that it is said to be.
public final class ResultInspector {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,126}");
    private static final Pattern EXTENSION = Pattern.compile(".*\\.([a-z0-9]{1,8})");
    private static final int MAX_NAME = 128;
    private static final int MAX_VALUE = 1024;

    private final ResultLimits limits;

    /// @param limits what an answer may hold
    public ResultInspector(ResultLimits limits) {
        this.limits = limits;
    }

    /// Looks at everything that an answer names.
    ///
    /// @param directory where its files must lie
    /// @throws InvalidResultException if anything is not as it should be
    /// @throws IOException if a file cannot be read
    public List<CheckedResult> inspect(ProcessorAnswer.Done answer, Path directory)
            throws InvalidResultException, IOException {
        require(answer.results().size() <= limits.maxFiles(), "too many result files");
        require(answer.labels().size() <= limits.maxLabels(), "too many labels");
        require(answer.attributes().size() <= limits.maxAttributes(), "too many attributes");
        for (RecognisedLabel label : answer.labels()) {
            require(isText(label.name(), MAX_NAME), "a label's name is empty, too long or not printable");
        }
        for (Map.Entry<String, String> attribute : answer.attributes().entrySet()) {
            require(
                    isText(attribute.getKey(), MAX_NAME) && isText(attribute.getValue(), MAX_VALUE),
                    "an attribute is empty, too long or not printable");
        }
        Set<String> names = new HashSet<>();
        List<CheckedResult> results = new ArrayList<>();
        for (ResultFile result : answer.results()) {
            require(ImageResult.isValidName(result.name()), "a result's name is not of a-z, 0-9 and '-'");
            require(names.add(result.name()), "two results have one name");
            results.add(inspect(result, directory));
        }
        return results;
    }

    private CheckedResult inspect(ResultFile result, Path directory) throws InvalidResultException, IOException {
        String what = "result '" + result.name() + "' ";
        require(FILE_NAME.matcher(result.file()).matches(), what + "is not a plain file name");
        require(limits.mediaTypes().contains(result.mediaType()), what + "is of a type that is not allowed");
        require(isSize(result.widthPx()) && isSize(result.heightPx()), what + "has an impossible width or height");
        Path file = directory.resolve(result.file());
        long size = sizeOfPlainFile(file, what);
        require(size > 0, what + "is empty");
        require(size <= limits.maxFileSize().toBytes(), what + "is too large");
        Optional<ImageFormat> format = ImageFormat.ofMediaType(result.mediaType());
        MessageDigest digest = Sha256.newDigest();
        try (InputStream bytes = new DigestInputStream(
                Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), digest)) {
            byte[] head = bytes.readNBytes(ImageFormat.SNIFF_LENGTH_BYTES);
            require(
                    format.isEmpty() || ImageFormat.sniff(head).equals(format),
                    what + "is not what its media type says");
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return new CheckedResult(
                result.name(),
                result.mediaType(),
                format.map(ImageFormat::extension).orElseGet(() -> extension(result.file())),
                result.widthPx(),
                result.heightPx(),
                file,
                size,
                Sha256.ofDigest(digest.digest()));
    }

    private static long sizeOfPlainFile(Path file, String what) throws InvalidResultException, IOException {
        try {
            PosixFileAttributes attributes =
                    Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            require(attributes.isRegularFile(), what + "is not a plain file");
            // A second name could be another image's file.
            Object names = Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
            require(names.equals(1), what + "is a link");
            return attributes.size();
        } catch (NoSuchFileException e) {
            throw new InvalidResultException(what + "is not there");
        }
    }

    private static String extension(String file) {
        var matcher = EXTENSION.matcher(file);
        return matcher.matches() ? matcher.group(1) : "bin";
    }

    private static boolean isSize(@Nullable Integer px) {
        return px == null || px > 0;
    }

    private static boolean isText(String text, int maxLength) {
        return !text.isBlank() && text.length() <= maxLength && text.chars().noneMatch(Character::isISOControl);
    }

    private static void require(boolean condition, String otherwise) throws InvalidResultException {
        if (!condition) {
            throw new InvalidResultException(otherwise);
        }
    }
}
