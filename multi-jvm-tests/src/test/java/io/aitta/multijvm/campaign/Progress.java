package io.aitta.multijvm.campaign;

/** Who wants to know how a campaign goes on. */
@FunctionalInterface
public interface Progress {
  /** Tells a line. */
  void say(String line);
}
