package io.darkroom.processor;

import io.darkroom.events.Channel;
import io.darkroom.events.CustomerId;
import io.darkroom.processor.worker.Claimant;

/// Who asks for workers in tests.
public final class Claimants {

    /// A customer who uploads.
    public static final Claimant UPLOADER = new Claimant(Channel.UPLOAD, new CustomerId("acme"));

    /// Another customer who uploads.
    public static final Claimant OTHER_UPLOADER = new Claimant(Channel.UPLOAD, new CustomerId("globex"));

    /// A customer whose images are streamed.
    public static final Claimant STREAMER = new Claimant(Channel.STREAM, new CustomerId("acme"));

    private Claimants() {}
}
