package io.aitta.link;

/** How the sending of a large message ended. */
enum Ending {
  /** It arrived whole. */
  ARRIVED,
  /** The receiver refused it, or none of it was sent: it surely did not arrive. */
  UNDELIVERED,
  /** There was no word for too long: it may have arrived or not. */
  UNKNOWN
}
