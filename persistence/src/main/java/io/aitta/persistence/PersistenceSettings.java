package io.aitta.persistence;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.persistence.jdbc.JdbcPlugin;
import java.time.Duration;

/**
 * The settings under {@code aitta.persistence}.
 *
 * @param journal where this node keeps the events of its copies
 * @param plugins the plugins of Pekko Persistence that keep them; of no meaning without a journal
 * @param limits how copies are kept
 * @param catalogTimeout how long the start waits for the catalog to be read
 */
public record PersistenceSettings(
    Journal journal, Plugins plugins, LogLimits limits, Duration catalogTimeout) {
  private static final String H2 = "aitta.persistence.h2.";

  /**
   * The ids of plugins, which are paths of their settings.
   *
   * @param journal of the journal
   * @param snapshotStore of the snapshot store
   */
  public record Plugins(String journal, String snapshotStore) {
    public Plugins {
      requireNonNull(journal, "journal is null");
      requireNonNull(snapshotStore, "snapshotStore is null");
    }
  }

  /** A journal is named, if only {@link Journal#NONE}. */
  public PersistenceSettings {
    requireNonNull(journal, "journal is null");
    requireNonNull(plugins, "plugins is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(catalogTimeout, "catalogTimeout is null");
  }

  /**
   * Reads the settings of a node.
   *
   * @param root the whole configuration, this module's {@code reference.conf} included
   * @throws JournalRefusedException when it asks for a journal that this version does not keep
   * @throws IllegalArgumentException with a sentence, when a limit is not possible
   */
  public static PersistenceSettings from(Config root) {
    Config own = root.getConfig("aitta.persistence");
    Journal journal = Journal.parse(own.getString("journal"));
    return new PersistenceSettings(
        journal, plugins(journal, own), limits(own), own.getDuration("catalog-timeout"));
  }

  private static Plugins plugins(Journal journal, Config own) {
    return switch (journal) {
      case NONE, H2 -> new Plugins(H2 + "journal", H2 + "snapshot-store");
      case JDBC -> JdbcPlugin.IDS;
      case PLUGIN -> new Plugins(named(own, "plugin.journal"), named(own, "plugin.snapshot-store"));
    };
  }

  private static LogLimits limits(Config own) {
    return new LogLimits(
        own.getDuration("max-lag"),
        own.getDuration("stalled-after"),
        own.getDuration("recovery-wait"),
        own.getBytes("piece-size"),
        own.getBytes("credit"),
        own.getBytes("least-round"));
  }

  private static String named(Config own, String path) {
    String id = own.getString(path);
    if (id.isEmpty()) {
      throw new JournalRefusedException(
          "aitta.persistence.journal = plugin needs the id of a plugin of Pekko Persistence in"
              + " aitta.persistence."
              + path);
    }
    return id;
  }
}
