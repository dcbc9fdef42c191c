package io.aitta.link;

import static java.util.Objects.requireNonNull;

/** How the sending of a large message ended. */
sealed interface Ending {
  /** It arrived whole. */
  record Arrived() implements Ending {}

  /** The receiver refused it, or none of it was sent: it surely did not arrive. */
  record NotDelivered(Undelivered why) implements Ending {
    public NotDelivered {
      requireNonNull(why, "why is null");
    }
  }

  /** There was no word for too long: it may have arrived or not. */
  record Unknown() implements Ending {}
}
