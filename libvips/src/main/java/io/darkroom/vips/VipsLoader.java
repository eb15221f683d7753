package io.darkroom.vips;

import java.lang.foreign.MemorySegment;

/// The decoders that may run. The one for an image is named by whoever knows what its leading bytes are; libvips' own
/// guessing is never
/// asked.
public enum VipsLoader {
    /// JPEG.
    JPEG("VipsForeignLoadJpeg") {
        @Override
        MemorySegment open(MemorySegment bytes, double reduction) throws VipsException {
            return LoadFunctions.jpegload(bytes, Math.max(1, Integer.highestOneBit(Math.min((int) reduction, 8))));
        }
    },
    /// PNG; of an animation the still picture.
    PNG("VipsForeignLoadPng") {
        @Override
        MemorySegment open(MemorySegment bytes, double reduction) throws VipsException {
            return LoadFunctions.pngload(bytes);
        }
    },
    /// GIF; the first frame.
    GIF("VipsForeignLoadNsgif") {
        @Override
        MemorySegment open(MemorySegment bytes, double reduction) throws VipsException {
            return LoadFunctions.gifload(bytes);
        }
    },
    /// WebP; the first frame.
    WEBP("VipsForeignLoadWebp") {
        @Override
        MemorySegment open(MemorySegment bytes, double reduction) throws VipsException {
            return LoadFunctions.webpload(bytes, 1 / reduction);
        }
    },
    /// TIFF; the first page.
    TIFF("VipsForeignLoadTiff") {
        @Override
        MemorySegment open(MemorySegment bytes, double reduction) throws VipsException {
            return LoadFunctions.tiffload(bytes);
        }
    },
    /// AVIF; the primary picture.
    AVIF("VipsForeignLoadHeif") {
        @Override
        MemorySegment open(MemorySegment bytes, double reduction) throws VipsException {
            return LoadFunctions.heifload(bytes);
        }
    };

    private final String operation;

    VipsLoader(String operation) {
        this.operation = operation;
    }

    /// The class of operations to allow.
    String operation() {
        return operation;
    }

    /// Opens an encoded image.
    ///
    /// @param reduction 1, or by what factor the result may be smaller; decoders that can, use it to do less work
    abstract MemorySegment open(MemorySegment bytes, double reduction) throws VipsException;
}
