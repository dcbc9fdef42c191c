package io.aitta.persistence;

import static java.util.Objects.requireNonNull;

/** Where a node keeps the events of its copies. */
public enum Journal {
  /** Nowhere: entries live as long as the processes that hold them. */
  NONE;

  private static final String H2 = "h2";
  private static final String JDBC = "jdbc:";

  /**
   * Reads the value of {@code aitta.persistence.journal} or of {@code --persistence}.
   *
   * @throws JournalRefusedException with one sentence for the operator, when there is no such
   *     journal or this version does not keep it; the sentence never repeats a JDBC URL, which may
   *     hold a password
   */
  public static Journal parse(String setting) {
    requireNonNull(setting, "setting is null");
    if (setting.equals("none")) {
      return NONE;
    }
    if (setting.equals(H2) || setting.startsWith(JDBC)) {
      throw new JournalRefusedException(
          "this version keeps no journal, so entries cannot be kept in "
              + nameWithoutSecrets(setting)
              + "; start it with --persistence none, or leave the option out");
    }
    throw new JournalRefusedException(
        "there is no journal called \"" + setting + "\"; it is none, h2 or a JDBC URL");
  }

  /** Whether entries of a cache can outlive the processes that hold them. */
  public boolean isAvailable() {
    return this != NONE;
  }

  private static String nameWithoutSecrets(String setting) {
    return setting.equals(H2) ? H2 : "the database of a JDBC URL";
  }
}
