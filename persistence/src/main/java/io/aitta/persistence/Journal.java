package io.aitta.persistence;

import static java.util.Objects.requireNonNull;

import io.aitta.persistence.jdbc.DatabaseUrl;
import java.util.regex.Pattern;

/** Where a node keeps the events of its copies. */
public enum Journal {
  /** Nowhere: entries live as long as the processes that hold them. */
  NONE,
  /** In a file of the node's own, through the storage engine of H2. */
  H2,
  /** In a PostgreSQL database, which all nodes may share. */
  JDBC,
  /** Where plugins of Pekko Persistence keep them that the settings name. */
  PLUGIN;

  private static final String URL = "jdbc:";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{0,32}");

  /**
   * Reads the value of {@code aitta.persistence.journal} or of {@code --persistence}.
   *
   * @throws JournalRefusedException with one sentence for the operator, when there is no such
   *     journal or this version does not keep it; the sentence repeats nothing but a plain word,
   *     since a URL, misspelt or not, may hold a password
   */
  public static Journal parse(String setting) {
    requireNonNull(setting, "setting is null");
    if (setting.startsWith(URL)) {
      DatabaseUrl.parse(setting);
      return JDBC;
    }
    return switch (setting) {
      case "none" -> NONE;
      case "h2" -> H2;
      case "plugin" -> PLUGIN;
      default ->
          throw new JournalRefusedException(
              "there is no journal "
                  + (PLAIN.matcher(setting).matches()
                      ? "called \"" + setting + "\""
                      : "of that form")
                  + "; it is none, h2, plugin or a JDBC URL");
    };
  }

  /** Whether entries of a cache can outlive the processes that hold them. */
  public boolean isAvailable() {
    return this != NONE;
  }
}
