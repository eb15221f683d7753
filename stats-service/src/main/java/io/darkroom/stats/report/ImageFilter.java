package io.darkroom.stats.report;

import io.darkroom.events.Channel;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which images are asked for. Every condition is null if it does not matter.
///
/// @param state what became of them
/// @param channel by which door they came
/// @param mediaType what they are
/// @param day the UTC day on which they were received
record ImageFilter(
        @Nullable State state,
        @Nullable Channel channel,
        @Nullable String mediaType,
        @Nullable LocalDate day) {

    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]{1,64}/[a-z0-9.+-]{1,64}");

    /// What became of an image.
    enum State {
        IN_FLIGHT,
        PROCESSED,
        FAILED
    }

    /// Reads the parameters of a request.
    ///
    /// @throws FailureException if one of them has no meaning
    static ImageFilter of(
            @Nullable String state, @Nullable String channel, @Nullable String mediaType, @Nullable String day) {
        return new ImageFilter(
                parse(state, "state", State::valueOf),
                parse(channel, "channel", Channel::valueOf),
                parse(mediaType, "mediaType", ImageFilter::requireMediaType),
                parse(day, "day", text -> TimeRange.requireSaneDay(LocalDate.parse(text))));
    }

    private static String requireMediaType(String text) {
        if (!MEDIA_TYPE.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static <T> @Nullable T parse(@Nullable String text, String name, Function<String, T> parser) {
        try {
            return text == null || text.isEmpty() ? null : parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new FailureException(
                    FailureCode.INVALID_EVENT, "The parameter '%s' has no meaning.".formatted(name), e);
        }
    }

    /// The parameters that ask for it again.
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "state", state);
        put(parameters, "channel", channel);
        put(parameters, "mediaType", mediaType);
        put(parameters, "day", day);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        Optional.ofNullable(value).ifPresent(given -> parameters.put(name, given.toString()));
    }
}
