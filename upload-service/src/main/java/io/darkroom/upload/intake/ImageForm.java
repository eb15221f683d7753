package io.darkroom.upload.intake;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// The files of a form.
///
/// @param image the files; any field name will do
record ImageForm(
        @ArraySchema(schema = @Schema(type = "string", format = "binary"))
        List<byte[]> image) {}
