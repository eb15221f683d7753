/// The analysts' data sets, analysis and dashboard.
@NullMarked
package io.darkroom.infra.bi;

import org.jspecify.annotations.NullMarked;
