package io.darkroom.store;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageResult;
import java.util.Optional;
import java.util.regex.Pattern;

/// The key of an object of ours. Keys are built from validated parts only, so nothing that a sender wrote is ever
/// part of one.
public sealed interface ObjectKey {

    /// Which bucket.
    Bucket bucket();

    /// The key within the bucket.
    String path();

    /// An original: `raw/{customerId}/{imageId}`.
    ///
    /// @param customerId whose image
    /// @param imageId which image
    record Raw(CustomerId customerId, ImageId imageId) implements ObjectKey {

        /// What the keys of all originals begin with.
        static final String PREFIX = "raw/";

        /// Reads a key as [#path] writes it.
        ///
        /// @return empty if it is no original's
        public static Optional<Raw> ofPath(String path) {
            String[] parts = path.split("/", -1);
            if (parts.length != 3 || !path.startsWith(PREFIX)) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Raw(new CustomerId(parts[1]), ImageId.parse(parts[2])));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        @Override
        public Bucket bucket() {
            return Bucket.RAW;
        }

        @Override
        public String path() {
            return PREFIX + customerId + "/" + imageId;
        }
    }

    /// A result: `results/{customerId}/{imageId}/{name}.{extension}`.
    ///
    /// @param customerId whose image
    /// @param imageId which image
    /// @param name the result's name
    /// @param extension of the file, without a dot
    record Result(CustomerId customerId, ImageId imageId, String name, String extension) implements ObjectKey {

        private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,8}");

        /// @throws IllegalArgumentException if name or extension has another shape, or the key would be the
        ///     manifest's
        public Result {
            if (!ImageResult.isValidName(name) || !EXTENSION.matcher(extension).matches()) {
                throw new IllegalArgumentException("a result's name and extension are of a-z, 0-9 and '-'");
            }
            if ((name + "." + extension).equals(Manifest.FILE_NAME)) {
                throw new IllegalArgumentException("a result must not be called " + Manifest.FILE_NAME);
            }
        }

        @Override
        public Bucket bucket() {
            return Bucket.RESULTS;
        }

        @Override
        public String path() {
            return "results/" + customerId + "/" + imageId + "/" + name + "." + extension;
        }
    }

    /// What is known of an upload that is on its way: `uploads/{customerId}/{imageId}/upload.json`.
    ///
    /// @param customerId whose image
    /// @param imageId which image it is to become
    record OfUpload(CustomerId customerId, ImageId imageId) implements ObjectKey {

        @Override
        public Bucket bucket() {
            return Bucket.RAW;
        }

        @Override
        public String path() {
            return "uploads/" + customerId + "/" + imageId + "/upload.json";
        }
    }

    /// Some bytes of an upload that is on its way: `uploads/{customerId}/{imageId}/{fence}-{number}`.
    ///
    /// @param customerId whose image
    /// @param imageId which image it is to become
    /// @param fence which writer's: no two have the same
    /// @param number which of the writer's chunks
    record Chunk(CustomerId customerId, ImageId imageId, long fence, int number) implements ObjectKey {

        @Override
        public Bucket bucket() {
            return Bucket.RAW;
        }

        @Override
        public String path() {
            return "uploads/" + customerId + "/" + imageId + "/" + fence + "-" + number;
        }
    }

    /// The commit marker: `results/{customerId}/{imageId}/manifest.json`.
    ///
    /// @param customerId whose image
    /// @param imageId which image
    record OfManifest(CustomerId customerId, ImageId imageId) implements ObjectKey {

        @Override
        public Bucket bucket() {
            return Bucket.RESULTS;
        }

        @Override
        public String path() {
            return "results/" + customerId + "/" + imageId + "/" + Manifest.FILE_NAME;
        }
    }
}
