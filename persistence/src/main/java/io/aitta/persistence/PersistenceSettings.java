package io.aitta.persistence;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;

/**
 * The settings under {@code aitta.persistence}.
 *
 * @param journal where this node keeps the events of its copies
 */
public record PersistenceSettings(Journal journal) {
  /** A journal is named, if only {@link Journal#NONE}. */
  public PersistenceSettings {
    requireNonNull(journal, "journal is null");
  }

  /**
   * Reads the settings of a node.
   *
   * @param root the whole configuration, this module's {@code reference.conf} included
   * @throws JournalRefusedException when it asks for a journal that this version does not keep
   */
  public static PersistenceSettings from(Config root) {
    return new PersistenceSettings(Journal.parse(root.getString("aitta.persistence.journal")));
  }
}
