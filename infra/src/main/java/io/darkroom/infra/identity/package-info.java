/// Who people and machines are: the user pool, and what its tokens say.
@NullMarked
package io.darkroom.infra.identity;

import org.jspecify.annotations.NullMarked;
