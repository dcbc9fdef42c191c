package io.aitta.sensor;

/** Whoever waits for a socket; attached to its key. */
interface Ready {
  /** The socket is ready for what was waited for, or spoilt. */
  void ready(long now);
}
