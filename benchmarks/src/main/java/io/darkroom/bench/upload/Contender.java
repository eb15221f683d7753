package io.darkroom.bench.upload;

import java.util.stream.Stream;

/// Who competes.
enum Contender {
    PLAIN("plain", "Darkroom, one request per image"),
    RESUMABLE("resumable", "Darkroom, resumable (tus)"),
    TUS_NODE("tus-node", "@tus/server, @tus/s3-store"),
    FORM_NODE("form-node", "busboy, @aws-sdk/lib-storage"),
    DIRECT("direct", "AWS SDK straight to S3: the limit");

    private final String option;
    private final String title;

    Contender(String option, String title) {
        this.option = option;
        this.title = title;
    }

    /// What it is called on the command line.
    String option() {
        return option;
    }

    /// What it is called in the result.
    String title() {
        return title;
    }

    /// @throws IllegalArgumentException if there is none of that name
    static Contender parse(String option) {
        return Stream.of(values())
                .filter(contender -> contender.option.equals(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no contender " + option));
    }
}
