package io.darkroom.processor.api.worker;

import io.darkroom.processor.api.ProcessorAnswer;
import io.darkroom.processor.api.RecognisedLabel;
import io.darkroom.processor.api.RejectionReason;
import io.darkroom.processor.api.ResultFile;
import io.darkroom.processor.api.SourceHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A worker's answer as a JSON object.
final class AnswerJson {

    private static final String DONE = "done";
    private static final String REJECTED = "rejected";
    private static final String FAILED = "failed";

    private AnswerJson() {}

    static Map<String, @Nullable Object> write(String id, ProcessorAnswer answer) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", id);
        switch (answer) {
            case ProcessorAnswer.Done done -> putDone(members, done);
            case ProcessorAnswer.Rejected rejected -> {
                members.put("status", REJECTED);
                members.put("reason", rejected.reason().name());
                members.put("message", rejected.message());
            }
            case ProcessorAnswer.Failed failed -> {
                members.put("status", FAILED);
                members.put("message", failed.message());
            }
        }
        return members;
    }

    static ProcessorAnswer read(String id, JsonObject json) throws WorkerProtocolException {
        if (!json.string("id").equals(id)) {
            throw new WorkerProtocolException("the answer's 'id' is not the request's");
        }
        return readAs(json.string("status"), json);
    }

    /// Reads what has no id and, if nothing else is said, is done.
    static ProcessorAnswer read(JsonObject json) throws WorkerProtocolException {
        String status = json.optionalString("status");
        return readAs(status == null ? DONE : status, json);
    }

    private static ProcessorAnswer readAs(String status, JsonObject json) throws WorkerProtocolException {
        return switch (status) {
            case DONE -> readDone(json);
            case REJECTED -> new ProcessorAnswer.Rejected(readReason(json), json.string("message"));
            case FAILED -> new ProcessorAnswer.Failed(json.string("message"));
            default -> throw new WorkerProtocolException("'status' is none of done, rejected, failed");
        };
    }

    private static void putDone(Map<String, @Nullable Object> members, ProcessorAnswer.Done done) {
        members.put("status", DONE);
        members.put("results", done.results().stream().map(AnswerJson::toMap).toList());
        members.put("labels", done.labels().stream().map(AnswerJson::toMap).toList());
        members.put("attributes", done.attributes());
        SourceHeader source = done.source();
        if (source != null) {
            members.put("source", toMap(source));
        }
    }

    private static Map<String, Object> toMap(ResultFile result) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", result.name());
        members.put("file", result.file());
        members.put("mediaType", result.mediaType());
        Integer width = result.widthPx();
        if (width != null) {
            members.put("widthPx", width);
        }
        Integer height = result.heightPx();
        if (height != null) {
            members.put("heightPx", height);
        }
        return members;
    }

    private static Map<String, Object> toMap(RecognisedLabel label) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", label.name());
        members.put("score", label.score());
        return members;
    }

    private static Map<String, Object> toMap(SourceHeader source) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("widthPx", source.widthPx());
        members.put("heightPx", source.heightPx());
        members.put("pages", source.pages());
        members.put("orientation", source.orientation());
        members.put("colourSpace", source.colourSpace());
        return members;
    }

    private static ProcessorAnswer.Done readDone(JsonObject json) throws WorkerProtocolException {
        List<ResultFile> results = new ArrayList<>();
        for (JsonObject result : json.objects("results")) {
            results.add(new ResultFile(
                    result.string("name"),
                    result.string("file"),
                    result.string("mediaType"),
                    result.optionalInteger("widthPx"),
                    result.optionalInteger("heightPx")));
        }
        List<RecognisedLabel> labels = new ArrayList<>();
        for (JsonObject label : json.objects("labels")) {
            String name = label.string("name");
            double score = label.number("score");
            labels.add(JsonObject.valid(() -> new RecognisedLabel(name, score)));
        }
        return new ProcessorAnswer.Done(results, labels, json.strings("attributes"), readSource(json));
    }

    private static @Nullable SourceHeader readSource(JsonObject json) throws WorkerProtocolException {
        JsonObject source = json.optionalObject("source");
        if (source == null) {
            return null;
        }
        int widthPx = source.integer("widthPx");
        int heightPx = source.integer("heightPx");
        int pages = source.integer("pages");
        int orientation = source.integer("orientation");
        String colourSpace = source.string("colourSpace");
        return JsonObject.valid(() -> new SourceHeader(widthPx, heightPx, pages, orientation, colourSpace));
    }

    private static RejectionReason readReason(JsonObject json) throws WorkerProtocolException {
        String name = json.string("reason");
        try {
            return RejectionReason.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new WorkerProtocolException("'reason' is none of the protocol's");
        }
    }
}
