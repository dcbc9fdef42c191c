package io.aitta.voter;

import java.io.IOException;

/**
 * A voter's log is not what was written. Starting the voter would let it forget what it has
 * promised, so it must not start: see the message for what to do.
 */
public final class DamagedLogException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedLogException(String what) {
    super(
        what
            + ": this voter must not start, it would break its promises; replace it by a voter with"
            + " an empty directory");
  }
}
