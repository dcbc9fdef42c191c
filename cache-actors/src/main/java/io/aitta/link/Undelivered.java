package io.aitta.link;

/** Why a message that a link had taken will surely not arrive. */
public enum Undelivered {
  /** There was no room for it, here or on the other side. */
  NO_ROOM,
  /** It is larger than any the other side takes. */
  TOO_LARGE,
  /** It stopped coming before its end. */
  INCOMPLETE,
  /** The other side could not read what came. */
  UNREADABLE
}
