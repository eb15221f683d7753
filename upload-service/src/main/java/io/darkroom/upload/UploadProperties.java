package io.darkroom.upload;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageFormat;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of the upload service.
///
/// @param maxImageSize how many bytes an image may have
/// @param maxPixels how many pixels (width × height) an image may have, as its header says; 0 leaves that to the
///     processors' own limits
/// @param customers other limits for single customers, by customer id
/// @param maxFiles how many files one form may hold
/// @param formats which formats are taken, as the leading bytes tell
/// @param maxConcurrentWrites how many images one instance takes in at once; each may hold 8 MiB of memory, so 0 means
///     as many as the heap has room for
/// @param shareOfCustomerPercent how many percent of these one customer may take; the rest is there for others
/// @param maxWait how long an image waits for its turn before its sender is told to try again later
/// @param minimumPace how fast a sender must send
/// @param linkValidity how long a download link works, at most 7 days (the store's own limit)
/// @param requestsPerCustomer how often one customer may ask one instance
/// @param resumable how images come in pieces
/// @param live how images are told to those who listen
@ConfigurationProperties("darkroom.upload")
public record UploadProperties(
        @DefaultValue("50MB") DataSize maxImageSize,
        @DefaultValue("0") long maxPixels,
        @DefaultValue Map<CustomerId, OwnLimits> customers,
        @DefaultValue("20") int maxFiles,

        @DefaultValue({"jpeg", "png", "gif", "webp", "tiff", "avif", "heic", "svg"})
        Set<ImageFormat> formats,

        @DefaultValue("0") int maxConcurrentWrites,
        @DefaultValue("75") int shareOfCustomerPercent,
        @DefaultValue("5s") Duration maxWait,
        @DefaultValue Pace minimumPace,
        @DefaultValue("15m") Duration linkValidity,
        @DefaultValue Requests requestsPerCustomer,
        @DefaultValue Resumable resumable,
        @DefaultValue Live live) {

    private static final Duration LONGEST_LINK = Duration.ofDays(7);

    private static final DataSize HEAP_OF_A_WRITE = DataSize.ofMegabytes(8);
    private static final DataSize HEAP_OF_THE_REST = DataSize.ofMegabytes(112);
    private static final int FEWEST_WRITES = 4;

    // Below the number of connections that the store's client opens at most.
    private static final int MOST_WRITES = 100;

    /// @throws IllegalArgumentException if a value is out of range
    public UploadProperties {
        require(maxImageSize.toBytes() > 0, "max-image-size must be at least 1 byte");
        require(maxPixels >= 0, "max-pixels must not be negative");
        customers = Map.copyOf(customers);
        customers.forEach((customer, limits) -> limits.requireValid("customers." + customer));
        require(maxFiles > 0, "max-files must be at least 1");
        require(!formats.isEmpty(), "formats must name at least one");
        require(maxConcurrentWrites >= 0, "max-concurrent-writes must not be negative");
        require(
                shareOfCustomerPercent > 0 && shareOfCustomerPercent <= 100,
                "share-of-customer-percent must be 1 to 100");
        require(!maxWait.isNegative(), "max-wait must not be negative");
        require(
                linkValidity.isPositive() && linkValidity.compareTo(LONGEST_LINK) <= 0,
                "link-validity must be more than 0 and at most 7 days");
        formats = Set.copyOf(EnumSet.copyOf(formats));
        maxConcurrentWrites = maxConcurrentWrites == 0 ? writesThatFitTheHeap() : maxConcurrentWrites;
    }

    private static int writesThatFitTheHeap() {
        long left = Runtime.getRuntime().maxMemory() - HEAP_OF_THE_REST.toBytes();
        return Math.clamp(left / HEAP_OF_A_WRITE.toBytes(), FEWEST_WRITES, MOST_WRITES);
    }

    /// What one image of a customer may be.
    ///
    /// @param maxImageSize how many bytes
    /// @param maxPixels how many pixels; 0 means any number
    public record ImageLimits(DataSize maxImageSize, long maxPixels) {}

    /// The limits that hold for a customer.
    public ImageLimits limitsOf(CustomerId customer) {
        OwnLimits own = customers.getOrDefault(customer, OwnLimits.NONE);
        return new ImageLimits(
                Optional.ofNullable(own.maxImageSize).orElse(maxImageSize),
                Optional.ofNullable(own.maxPixels).orElse(maxPixels));
    }

    /// What holds for one customer in place of what holds for all.
    ///
    /// @param maxImageSize how many bytes an image may have; as for all if it is not given
    /// @param maxPixels how many pixels an image may have, 0 for any number; as for all if it is not given
    public record OwnLimits(
            @Nullable DataSize maxImageSize, @Nullable Long maxPixels) {

        private static final OwnLimits NONE = new OwnLimits(null, null);

        private void requireValid(String key) {
            require(
                    maxImageSize == null || maxImageSize.toBytes() > 0,
                    key + ".max-image-size must be at least 1 byte");
            require(maxPixels == null || maxPixels >= 0, key + ".max-pixels must not be negative");
        }
    }

    /// How fast a sender must send while we wait for its bytes; who is slower is cut off.
    ///
    /// @param perSecond bytes per second, on average over the window
    /// @param window how much waiting counts as slow: shorter pauses are forgiven
    public record Pace(
            @DefaultValue("4KB") DataSize perSecond,
            @DefaultValue("20s") Duration window) {

        /// @throws IllegalArgumentException if a value is out of range
        public Pace {
            require(!perSecond.isNegative(), "minimum-pace.per-second must not be negative");
            require(window.isPositive(), "minimum-pace.window must be more than 0");
        }

        /// The fewest bytes that must come within so much waiting.
        public long minimumBytes(Duration waited) {
            return (long) (perSecond.toBytes() * (waited.toNanos() / 1e9));
        }
    }

    /// How often one customer may ask one instance.
    ///
    /// @param perSecond requests per second in the long run; 0 means no limit
    /// @param burst how many requests may come at once
    public record Requests(
            @DefaultValue("1000") int perSecond,
            @DefaultValue("5000") int burst) {

        /// @throws IllegalArgumentException if a value is out of range
        public Requests {
            require(perSecond >= 0, "requests-per-customer.per-second must not be negative");
            require(burst > 0, "requests-per-customer.burst must be at least 1");
        }
    }

    /// How images come in pieces.
    ///
    /// @param expiry how long an image may be on its way; less than the 7 days after which its pieces are removed
    public record Resumable(@DefaultValue("3d") Duration expiry) {

        private static final Duration LONGEST = Duration.ofDays(6);

        /// @throws IllegalArgumentException if a value is out of range
        public Resumable {
            require(
                    expiry.isPositive() && expiry.compareTo(LONGEST) <= 0,
                    "resumable.expiry must be more than 0 and at most 6 days");
        }
    }

    /// How images are told as they come to an end.
    ///
    /// @param history how many endings an instance remembers for listeners that were away for a moment; each takes
    ///     about 2 KB of memory
    /// @param heartbeat how often there is a sign of life while nothing ends; shorter than anything between
    ///     here and the listener keeps an idle connection
    /// @param maxListeners how many may listen to one instance
    /// @param maxListenersOfCustomer how many of one customer may
    public record Live(
            @DefaultValue("5000") int history,
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("4000") int maxListeners,
            @DefaultValue("2000") int maxListenersOfCustomer) {

        /// @throws IllegalArgumentException if a value is out of range
        public Live {
            require(history > 0, "live.history must be at least 1");
            require(heartbeat.isPositive(), "live.heartbeat must be more than 0");
            require(maxListeners >= 0, "live.max-listeners must not be negative");
            require(maxListenersOfCustomer >= 0, "live.max-listeners-of-customer must not be negative");
        }
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException("darkroom.upload." + message);
        }
    }
}
