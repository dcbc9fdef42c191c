package io.aitta.multijvm.process;

/** A process ended because somebody else had its port: start it again with another. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(Throwable cause) {
    super("a port was taken", cause);
  }
}
