package io.aitta.persistence.format;

/**
 * Stored bytes that cannot be read: they are damaged, or a later version of Aitta wrote them.
 * Reading them again fails again. The sentence repeats nothing of what they hold.
 */
public final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean later;

  private UnreadableEventException(String sentence, boolean later) {
    super(sentence);
    this.later = later;
  }

  static UnreadableEventException ofLaterVersion(String what, int version) {
    return new UnreadableEventException(
        what
            + " was stored by a later version of Aitta, in format "
            + version
            + " where this one reads up to "
            + StoredCodes.VERSION
            + "; start that version or a later one",
        true);
  }

  static UnreadableEventException damaged(String what, int length) {
    return new UnreadableEventException(
        what + " is damaged: its " + length + " bytes do not match their checksum", false);
  }

  static UnreadableEventException meaningless(String what, int length) {
    return new UnreadableEventException(
        what + " is none, though its " + length + " bytes match their checksum", false);
  }

  /**
   * Where it was found to be none, as if it had been thrown there: what was found may have said
   * what is stored.
   */
  static UnreadableEventException meaningless(String what, int length, RuntimeException found) {
    UnreadableEventException exception = meaningless(what, length);
    exception.setStackTrace(found.getStackTrace());
    return exception;
  }

  /** Whether the bytes are whole and a later version of Aitta reads them. */
  public boolean isOfLaterVersion() {
    return later;
  }
}
