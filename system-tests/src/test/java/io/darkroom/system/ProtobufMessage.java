package io.darkroom.system;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// As much of a protobuf message as can be read without its schema: the fields that are bytes, texts or messages.
final class ProtobufMessage {

    private final Map<Integer, List<ByteBuffer>> fields = new HashMap<>();

    private ProtobufMessage() {}

    static ProtobufMessage read(ByteBuffer source) {
        ProtobufMessage message = new ProtobufMessage();
        ByteBuffer bytes = source.duplicate();
        while (bytes.hasRemaining()) {
            int tag = (int) varint(bytes);
            int field = tag >>> 3;
            switch (tag & 7) {
                case 0 -> varint(bytes);
                case 1 -> bytes.position(bytes.position() + Long.BYTES);
                case 5 -> bytes.position(bytes.position() + Integer.BYTES);
                case 2 -> {
                    int length = (int) varint(bytes);
                    message.fields
                            .computeIfAbsent(field, _ -> new ArrayList<>())
                            .add(bytes.slice(bytes.position(), length));
                    bytes.position(bytes.position() + length);
                }
                default -> throw new IllegalArgumentException("not protobuf: tag " + tag);
            }
        }
        return message;
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /// A field's messages, none if it is not there.
    List<ProtobufMessage> messages(int field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(ProtobufMessage::read)
                .toList();
    }

    /// A field's bytes, empty if it is not there.
    byte[] bytes(int field) {
        ByteBuffer value =
                fields.getOrDefault(field, List.of(ByteBuffer.allocate(0))).getLast();
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
    }
}
