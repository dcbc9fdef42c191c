package io.aitta.multijvm.process;

import java.util.regex.Pattern;

/** A process ended because somebody else had its port: start it again with another. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Pattern SIGNS =
      Pattern.compile(
          "address already in use|port \\d+ is (taken|in use)|BindException",
          Pattern.CASE_INSENSITIVE);

  PortTakenException(Throwable cause) {
    super("a port was taken", cause);
  }

  /** Whether this output tells of a taken port. */
  static boolean isTheCause(String output) {
    return SIGNS.matcher(output).find();
  }
}
