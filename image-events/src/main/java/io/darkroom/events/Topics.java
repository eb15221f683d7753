package io.darkroom.events;

/// The names of all topics.
public final class Topics {

    /// What the external app sends: CloudEvents of [SubmittedImage#TYPE].
    public static final String EXTERNAL = "images.external";

    /// [ImageReceived] of uploads.
    public static final String UPLOADED = "images.uploaded";

    /// [ImageReceived] of the stream.
    public static final String STREAMED = "images.streamed";

    /// [ImageProcessed] of both.
    public static final String PROCESSED = "images.processed";

    private static final String DEAD_LETTER_SUFFIX = "-dlt";

    private Topics() {}

    /// Where records of a topic go that a consumer cannot read.
    public static String deadLetters(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }

    /// The topic that announces images of a channel.
    public static String received(Channel channel) {
        return switch (channel) {
            case UPLOAD -> UPLOADED;
            case STREAM -> STREAMED;
        };
    }
}
