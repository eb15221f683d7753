package io.darkroom.local.samples;

import io.darkroom.events.Sha256;

/// What a sample is called towards the platform: derived from its name and bytes, so that sending it again means the
/// same image, and a sample that was changed is a new one.
final class SampleName {

    private static final int DIGEST_LENGTH = 16;

    private SampleName() {}

    static String of(Sample sample, Sha256 digest) {
        return sample.fileName() + "-" + digest.hex().substring(0, DIGEST_LENGTH);
    }
}
