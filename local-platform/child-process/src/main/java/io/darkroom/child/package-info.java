/// Keeps a child process from outliving the process that started it, whatever program it runs.
@NullMarked
package io.darkroom.child;

import org.jspecify.annotations.NullMarked;
