package io.darkroom.processor.api.worker;

import io.darkroom.processor.api.ImageRequest;
import io.darkroom.processor.api.ProcessorAnswer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The lines of the worker protocol, as both ends write and read them. The worker greets once; then the
/// platform sends one request per image, and the worker answers it before the next one comes. Every
/// line is one JSON object; members that a reader does not know are ignored.
/// `docs/processor-protocol.md` is the protocol for implementors in any language.
public final class WorkerProtocol {

    /// The protocol's version.
    public static final int VERSION = 1;

    /// How long a line may be, in bytes.
    public static final int MAX_LINE_BYTES = 1 << 20;

    private WorkerProtocol() {}

    /// The greeting's line, without a line feed.
    public static String write(WorkerGreeting greeting) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("protocol", greeting.protocol());
        members.put("name", greeting.name());
        members.put("version", greeting.version());
        return JsonWriter.write(members);
    }

    /// Reads a greeting's line.
    ///
    /// @throws WorkerProtocolException if the line is no greeting, or one of another protocol version
    public static WorkerGreeting readGreeting(String line) throws WorkerProtocolException {
        JsonObject json = JsonObject.read(line);
        int protocol = json.integer("protocol");
        if (protocol != VERSION) {
            throw new WorkerProtocolException("the worker speaks protocol " + protocol + ", not " + VERSION);
        }
        String name = json.string("name");
        String version = json.string("version");
        return JsonObject.valid(() -> new WorkerGreeting(protocol, name, version));
    }

    /// The request's line, without a line feed.
    public static String write(ImageRequest request) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", request.id());
        members.put("input", request.input().toString());
        members.put("outputDir", request.outputDirectory().toString());
        members.put("mediaType", request.mediaType());
        members.put("timeLeftMillis", request.timeLeft().toMillis());
        members.put("parameters", request.parameters());
        return JsonWriter.write(members);
    }

    /// Reads a request's line.
    ///
    /// @throws WorkerProtocolException if the line is no request
    public static ImageRequest readRequest(String line) throws WorkerProtocolException {
        JsonObject json = JsonObject.read(line);
        return new ImageRequest(
                json.string("id"),
                path(json, "input"),
                path(json, "outputDir"),
                json.string("mediaType"),
                Duration.ofMillis(json.integerOf64Bits("timeLeftMillis")),
                json.strings("parameters"));
    }

    /// The answer's line, without a line feed.
    ///
    /// @param id the request's id
    public static String write(String id, ProcessorAnswer answer) {
        return JsonWriter.write(AnswerJson.write(id, answer));
    }

    /// Reads an answer's line.
    ///
    /// @param id the id of the request that this must be the answer to
    /// @throws WorkerProtocolException if the line is no answer, or one to another request
    public static ProcessorAnswer readAnswer(String id, String line) throws WorkerProtocolException {
        return AnswerJson.read(id, JsonObject.read(line));
    }

    private static Path path(JsonObject json, String name) throws WorkerProtocolException {
        String path = json.string(name);
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new WorkerProtocolException("'" + name + "' is not a path");
        }
    }
}
