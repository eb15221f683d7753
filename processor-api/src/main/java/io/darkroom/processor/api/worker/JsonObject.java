package io.darkroom.processor.api.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A JSON object seen with expectations: each getter says clearly which member is missing or of the
/// wrong kind. Members that nobody asks for are ignored, and a member that is null is as good as
/// absent.
///
/// @param members what [JsonReader] made of it
record JsonObject(Map<?, ?> members) {

    static JsonObject read(String text) throws WorkerProtocolException {
        return of(JsonReader.read(text), "the line");
    }

    private static JsonObject of(@Nullable Object value, String what) throws WorkerProtocolException {
        if (value instanceof Map<?, ?> members) {
            return new JsonObject(members);
        }
        throw new WorkerProtocolException(what + " is not a JSON object");
    }

    String string(String name) throws WorkerProtocolException {
        return required(name, optionalString(name));
    }

    @Nullable
    String optionalString(String name) throws WorkerProtocolException {
        return optional(name, String.class, "a string");
    }

    int integer(String name) throws WorkerProtocolException {
        return required(name, optionalInteger(name));
    }

    @Nullable
    Integer optionalInteger(String name) throws WorkerProtocolException {
        Long value = optional(name, Long.class, "an integer");
        if (value != null && value.intValue() != value) {
            throw new WorkerProtocolException("'" + name + "' is too large a number");
        }
        return value == null ? null : value.intValue();
    }

    long integerOf64Bits(String name) throws WorkerProtocolException {
        return required(name, optional(name, Long.class, "an integer"));
    }

    double number(String name) throws WorkerProtocolException {
        return required(name, optional(name, Number.class, "a number")).doubleValue();
    }

    @Nullable
    JsonObject optionalObject(String name) throws WorkerProtocolException {
        Map<?, ?> value = optional(name, Map.class, "an object");
        return value == null ? null : new JsonObject(value);
    }

    /// The member's elements; none if it is absent.
    List<JsonObject> objects(String name) throws WorkerProtocolException {
        List<?> elements = optional(name, List.class, "a list");
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : elements == null ? List.of() : elements) {
            objects.add(of(element, "an element of '" + name + "'"));
        }
        return objects;
    }

    /// The member as a map of strings; empty if it is absent.
    Map<String, String> strings(String name) throws WorkerProtocolException {
        JsonObject object = optionalObject(name);
        Map<String, String> strings = new LinkedHashMap<>();
        if (object != null) {
            for (Object key : object.members.keySet()) {
                strings.put((String) key, object.string((String) key));
            }
        }
        return strings;
    }

    /// Constructs a value from what was read.
    ///
    /// @throws WorkerProtocolException with its message if the value refuses
    static <T> T valid(Supplier<T> construction) throws WorkerProtocolException {
        try {
            return construction.get();
        } catch (IllegalArgumentException e) {
            throw new WorkerProtocolException(String.valueOf(e.getMessage()));
        }
    }

    private static <T> T required(String name, @Nullable T value) throws WorkerProtocolException {
        if (value == null) {
            throw new WorkerProtocolException("'" + name + "' is missing");
        }
        return value;
    }

    private <T> @Nullable T optional(String name, Class<T> type, String kind) throws WorkerProtocolException {
        Object value = members.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new WorkerProtocolException("'" + name + "' is not " + kind);
        }
        return type.cast(value);
    }
}
